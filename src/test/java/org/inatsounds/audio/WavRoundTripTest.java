package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.inatsounds.audio.WavFormat.Encoding;
import org.inatsounds.testing.Draw;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

/** What a literal encoder writes comes out equal: any format, any samples, read in pieces of any size. */
final class WavRoundTripTest {

    /** How a sample is stored. */
    record Stored(Encoding encoding, int bits) {}

    @Test
    void samplesComeOutEqual() {
        Property.tries(400).withoutEdgeCases().check(draw -> {
            WavFormat format = formats(draw);
            int frames = draw.anInt(0, 3000);
            int step = draw.anInt(1, 700);
            int piece = draw.anInt(1, 9000);
            boolean extensible = draw.aBoolean();
            long seed = draw.aLong(0, 1L << 32);
            Random random = new Random(seed);
            List<Long> stored = new ArrayList<>();
            List<Float> expected = new ArrayList<>();
            for (int i = 0; i < frames; i++) {
                double sum = 0;
                for (int channel = 0; channel < format.channels(); channel++) {
                    long bits = stored(format, random);
                    stored.add(bits);
                    sum += value(format, bits);
                }
                expected.add((float) (sum / format.channels()));
            }
            byte[] wav = encode(format, stored, extensible);
            Decoded decoded = Decoded.read(WavReader.open(inPieces(wav, piece), "-"), step);
            assertThat(decoded.format()).isEqualTo(format);
            assertThat(decoded.samples()).isEqualTo(expected);
            assertThat(decoded.frames()).hasValue(frames);
            assertThat(decoded.truncation()).isEmpty();
            assertThat(Decoded.general(wav).samples()).isEqualTo(expected);
        });
    }

    private static WavFormat formats(Draw draw) {
        int rate = draw.of(1, 8000, 22_050, 44_100, 384_000, Integer.MAX_VALUE);
        int channels = draw.choice(3) == 0 ? draw.anInt(3, 40) : draw.of(1, 2);
        Stored stored = draw.of(
                new Stored(Encoding.PCM, 8),
                new Stored(Encoding.PCM, 12),
                new Stored(Encoding.PCM, 16),
                new Stored(Encoding.PCM, 20),
                new Stored(Encoding.PCM, 24),
                new Stored(Encoding.PCM, 32),
                new Stored(Encoding.FLOAT, 32),
                new Stored(Encoding.FLOAT, 64),
                new Stored(Encoding.A_LAW, 8),
                new Stored(Encoding.MU_LAW, 8));
        ByteOrder order = draw.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
        return new WavFormat(rate, channels, stored.encoding(), stored.bits(), order);
    }

    private static byte[] encode(WavFormat format, List<Long> stored, boolean extensible) {
        int tag = switch (format.encoding()) {
            case PCM -> 1;
            case FLOAT -> 3;
            case A_LAW -> 6;
            case MU_LAW -> 7;
        };
        WavBuilder wav = WavBuilder.form(format.order() == ByteOrder.BIG_ENDIAN ? "RIFX" : "RIFF", 0);
        int width = format.sampleBytes();
        if (extensible && format.bits() % 8 == 0) {
            wav.extensible(tag, format.channels(), format.sampleRate(), width, format.bits());
        } else {
            wav.format(tag, format.channels(), format.sampleRate(), width, format.bits());
        }
        return wav.data(format, stored).build();
    }

    /** The bits of a random sample, as a number. */
    private static long stored(WavFormat format, Random random) {
        return switch (format.encoding()) {
            case A_LAW, MU_LAW -> random.nextInt(256);
            case FLOAT ->
                format.bits() == 32
                        ? Float.floatToIntBits((float) random.nextGaussian())
                        : Double.doubleToLongBits(random.nextGaussian());
            case PCM -> pcm(format, random);
        };
    }

    private static long pcm(WavFormat format, Random random) {
        long top = 1L << (format.bits() - 1);
        long value = switch (random.nextInt(10)) {
            case 0 -> -top;
            case 1 -> top - 1;
            default -> (long) (random.nextDouble() * 2 * top) - top;
        };
        return format.bits() <= 8 ? value + 128 : value << (8 * format.sampleBytes() - format.bits());
    }

    /** As the documentation of the reader puts it. */
    private static double value(WavFormat format, long bits) {
        return switch (format.encoding()) {
            case A_LAW -> G711.aLaw()[(int) bits];
            case MU_LAW -> G711.muLaw()[(int) bits];
            case FLOAT ->
                32_768 * (format.bits() == 32 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits));
            case PCM ->
                format.bits() <= 8 ? (bits - 128) * 256.0 : 32_768 * (bits / Math.pow(2, 8 * format.sampleBytes() - 1));
        };
    }

    /** A stream that gives at most so many bytes at once, as a pipe does. */
    private static ByteArrayInputStream inPieces(byte[] bytes, int piece) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(piece, length));
            }
        };
    }
}
