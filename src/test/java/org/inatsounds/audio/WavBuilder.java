package org.inatsounds.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes WAV files field by field, right or wrong ones: as literally as the specification puts it. */
final class WavBuilder {

    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private WavBuilder(ByteOrder order) {
        this.order = order;
    }

    static WavBuilder form(String id, long size) {
        WavBuilder builder = new WavBuilder(id.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return builder.id(id).u32(size).id("WAVE");
    }

    static WavBuilder riff() {
        return form("RIFF", 0);
    }

    WavBuilder id(String id) {
        return bytes(id.getBytes(StandardCharsets.ISO_8859_1));
    }

    WavBuilder u16(int value) {
        return bytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }

    WavBuilder u32(long value) {
        return bytes(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
    }

    WavBuilder u64(long value) {
        return bytes(ByteBuffer.allocate(8).order(order).putLong(value).array());
    }

    WavBuilder bytes(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** A chunk with its pad byte. */
    WavBuilder chunk(String id, byte... body) {
        id(id).u32(body.length).bytes(body);
        return body.length % 2 == 1 ? bytes((byte) 0) : this;
    }

    /** A {@code fmt} chunk of 16 bytes. */
    WavBuilder format(int tag, int channels, long sampleRate, int sampleBytes, int bits) {
        int frameBytes = channels * sampleBytes;
        return id("fmt ")
                .u32(16)
                .u16(tag)
                .u16(channels)
                .u32(sampleRate)
                .u32(sampleRate * frameBytes)
                .u16(frameBytes)
                .u16(bits);
    }

    /** The one of the dataset. */
    WavBuilder pcm16() {
        return format(1, 1, 22_050, 2, 16);
    }

    /** A {@code fmt} chunk of 40 bytes. */
    WavBuilder extensible(int tag, int channels, long sampleRate, int sampleBytes, int validBits) {
        int frameBytes = channels * sampleBytes;
        return id("fmt ")
                .u32(40)
                .u16(0xFFFE)
                .u16(channels)
                .u32(sampleRate)
                .u32(sampleRate * frameBytes)
                .u16(frameBytes)
                .u16(8 * sampleBytes)
                .u16(22)
                .u16(validBits)
                .u32(0)
                .u32(tag)
                .u16(0)
                .u16(0x0010)
                .bytes((byte) 0x80, (byte) 0, (byte) 0, (byte) 0xAA, (byte) 0, (byte) 0x38, (byte) 0x9B, (byte) 0x71);
    }

    /** A {@code data} chunk of 16-bit samples. */
    WavBuilder data16(int... samples) {
        id("data").u32(2L * samples.length);
        for (int sample : samples) {
            u16(sample);
        }
        return this;
    }

    /** A {@code data} chunk that holds the samples of a format. {@code stored}: integers, codes, or bits of floats. */
    WavBuilder data(WavFormat format, List<Long> stored) {
        byte[] body = new byte[stored.size() * format.sampleBytes()];
        for (int i = 0; i < stored.size(); i++) {
            for (int b = 0; b < format.sampleBytes(); b++) {
                int place = order == ByteOrder.LITTLE_ENDIAN ? b : format.sampleBytes() - 1 - b;
                body[i * format.sampleBytes() + place] = (byte) (stored.get(i) >> (8 * b));
            }
        }
        return chunk("data", body);
    }

    byte[] build() {
        return out.toByteArray();
    }
}
