package org.inatsounds.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;
import org.inatsounds.audio.WavFormat.Encoding;

/** Parses the {@code fmt} chunk: {@code PCMWAVEFORMAT}, {@code WAVEFORMATEX} or {@code WAVEFORMATEXTENSIBLE}. */
final class FormatChunk {

    /** Of {@code WAVEFORMATEXTENSIBLE}; more is not looked at. */
    static final int LONGEST = 40;

    private static final int SHORTEST = 16;

    // Format tags: mmreg.h, and RFC 2361, appendix A.
    private static final int WAVE_FORMAT_PCM = 0x0001;
    private static final int WAVE_FORMAT_IEEE_FLOAT = 0x0003;
    private static final int WAVE_FORMAT_ALAW = 0x0006;
    private static final int WAVE_FORMAT_MULAW = 0x0007;
    private static final int WAVE_FORMAT_EXTENSIBLE = 0xFFFE;

    private static final Map<Integer, String> KNOWN_BUT_UNSUPPORTED = Map.ofEntries(
            Map.entry(0x0002, "Microsoft ADPCM"),
            Map.entry(0x0011, "IMA ADPCM"),
            Map.entry(0x0031, "GSM 6.10"),
            Map.entry(0x0040, "G.721 ADPCM"),
            Map.entry(0x0045, "G.726 ADPCM"),
            Map.entry(0x0050, "MPEG layer 1 or 2"),
            Map.entry(0x0055, "MP3"),
            Map.entry(0x00FF, "AAC"),
            Map.entry(0x0161, "Windows Media Audio"),
            Map.entry(0x674F, "Vorbis"),
            Map.entry(0xF1AC, "FLAC"));

    /** The second half of {@code KSDATAFORMAT_SUBTYPE_*}, {@code 0000xxxx-0000-0010-8000-00AA00389B71}, ksmedia.h. */
    private static final long SUBTYPE_SECOND_HALF = 0x8000_00AA_0038_9B71L;

    private final Faults faults;
    private final long offset;
    private final ByteBuffer body;
    private final int length;

    private FormatChunk(Faults faults, long offset, ByteBuffer body) {
        this.faults = faults;
        this.offset = offset;
        this.body = body;
        this.length = body.remaining();
    }

    /**
     * Parses the chunk.
     *
     * @param body its first bytes, up to {@link #LONGEST}, from index 0 and in the file's byte order
     * @param offset of the body in the file
     */
    static WavFormat parse(ByteBuffer body, long offset, Faults faults) {
        return new FormatChunk(faults, offset, body).parse();
    }

    private WavFormat parse() {
        if (length < SHORTEST) {
            throw malformed(-4, "ckSize", "expected at least 16, got " + length);
        }
        // PCMWAVEFORMAT: MPI, "WAVE Format Chunk". nAvgBytesPerSec, at 8, follows from the others and is not looked at.
        int channels = unsignedShort(2);
        int sampleRate = body.getInt(4);
        if (channels == 0) {
            throw malformed(2, "nChannels", "expected at least 1, got 0");
        }
        if (sampleRate <= 0) {
            throw malformed(
                    4,
                    "nSamplesPerSec",
                    String.format(
                            Locale.ROOT, "expected 1 to 2,147,483,647, got %,d", Integer.toUnsignedLong(sampleRate)));
        }
        Encoding encoding = encoding();
        int bits = bits(encoding);
        WavFormat format = new WavFormat(sampleRate, channels, encoding, bits, body.order());
        checkBlockAlign(format);
        return format;
    }

    private Encoding encoding() {
        int tag = unsignedShort(0);
        return tag == WAVE_FORMAT_EXTENSIBLE ? encoding(subFormat(), 24, "SubFormat") : encoding(tag, 0, "wFormatTag");
    }

    private Encoding encoding(int tag, int at, String field) {
        return switch (tag) {
            case WAVE_FORMAT_PCM -> Encoding.PCM;
            case WAVE_FORMAT_IEEE_FLOAT -> Encoding.FLOAT;
            case WAVE_FORMAT_ALAW -> Encoding.A_LAW;
            case WAVE_FORMAT_MULAW -> Encoding.MU_LAW;
            default ->
                throw unsupported(
                        at,
                        field,
                        String.format(
                                Locale.ROOT,
                                "expected PCM, float, A-law or µ-law, got %s (0x%04x)",
                                KNOWN_BUT_UNSUPPORTED.getOrDefault(tag, "another format"),
                                tag));
        };
    }

    /**
     * The format tag in a GUID: WAVEFORMATEXTENSIBLE, mmreg.h. cbSize, at 16, says no more than the chunk's size, and
     * dwChannelMask, at 20, makes no difference to a mean.
     */
    private int subFormat() {
        if (length < LONGEST) {
            throw malformed(-4, "ckSize", "expected at least 40 for WAVE_FORMAT_EXTENSIBLE, got " + length);
        }
        // A GUID is a number of 32 bits, two of 16, and eight bytes that have no order.
        int data1 = body.getInt(24);
        int data2And3 = unsignedShort(28) << 16 | unsignedShort(30);
        long secondHalf = body.duplicate().order(ByteOrder.BIG_ENDIAN).getLong(32);
        if (secondHalf == SUBTYPE_SECOND_HALF) {
            if (data1 >>> 16 == 0 && data2And3 == 0x0000_0010) {
                return data1;
            }
            // SoX in RIFX: a big-endian tag of 16 bits, then the rest of the GUID as if little-endian (wav.c).
            boolean bigEndian = body.order() == ByteOrder.BIG_ENDIAN;
            if (bigEndian && (data1 & 0xFFFF) == 0 && data2And3 == 0x0000_1000) {
                return data1 >>> 16;
            }
        }
        // Among others Ambisonic B-format, whose channels must not be averaged.
        throw unsupported(
                24,
                "SubFormat",
                String.format(
                        Locale.ROOT,
                        "expected 0000xxxx-0000-0010-8000-00aa00389b71, got %08x-%04x-%04x-%04x-%012x",
                        data1,
                        data2And3 >>> 16,
                        data2And3 & 0xFFFF,
                        secondHalf >>> 48,
                        secondHalf & 0xFFFF_FFFF_FFFFL));
    }

    /**
     * The bits of a sample. Those of WAVEFORMATEXTENSIBLE that are not valid are zeros at the low end, so
     * wValidBitsPerSample, at 18, makes no difference to the value; as do those that fill the last byte of odd sizes such
     * as 12 or 20 (MPI, "Data Format of the Samples").
     */
    private int bits(Encoding encoding) {
        int bits = unsignedShort(14);
        if (bits == 0) {
            throw malformed(14, "wBitsPerSample", "expected at least 1, got 0");
        }
        boolean supported = switch (encoding) {
            case PCM -> bits <= 32;
            case FLOAT -> bits == 32 || bits == 64;
            case A_LAW, MU_LAW -> bits == 8;
        };
        if (!supported) {
            throw unsupported(
                    14,
                    "wBitsPerSample",
                    switch (encoding) {
                        case PCM -> "expected 1 to 32 for PCM, got " + bits;
                        case FLOAT -> "expected 32 or 64 for floats, got " + bits;
                        case A_LAW, MU_LAW -> "expected 8 for A-law and µ-law, got " + bits;
                    });
        }
        return bits;
    }

    private void checkBlockAlign(WavFormat format) {
        int blockAlign = unsignedShort(12);
        if (blockAlign == format.frameBytes()) {
            return;
        }
        String problem = String.format(
                Locale.ROOT,
                "expected %,d for %,d channels of %d bits, got %,d",
                format.frameBytes(),
                format.channels(),
                format.bits(),
                blockAlign);
        // Cool Edit wrote floats like this (libsndfile reads them so), others integers in the upper or the lower three
        // bytes: a guess would give noise.
        if (format.bits() == 24 && blockAlign == 4 * format.channels()) {
            throw unsupported(12, "nBlockAlign", problem);
        }
        throw malformed(12, "nBlockAlign", problem);
    }

    private int unsignedShort(int at) {
        return Short.toUnsignedInt(body.getShort(at));
    }

    private RuntimeException malformed(int at, String field, String problem) {
        return faults.malformed(offset + at, "fmt " + field, problem);
    }

    private RuntimeException unsupported(int at, String field, String problem) {
        return faults.unsupported(offset + at, "fmt " + field, problem);
    }
}
