package org.inatsounds.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.inatsounds.spectrogram.MelBands.Norm;
import org.inatsounds.spectrogram.MelBands.Slopes;
import org.inatsounds.testing.Draw;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

/** The kernel against its literal twin: any numbers, any length, any chunks. */
final class KernelPropertyTest {

    private static final long SEED = 20_240_501;

    private static Framing framings(Draw draw) {
        int window = draw.anInt(2, 40);
        int hop = draw.anInt(1, 60);
        int size = window + draw.anInt(0, 70);
        WindowKind kind = draw.of(WindowKind.values());
        Padding padding = draw.of(Padding.values());
        return new Framing(window, hop, draw.aBoolean() ? roundedUp(size) : size, kind, padding);
    }

    /** Powers of two go another way. */
    private static int roundedUp(int size) {
        return Integer.highestOneBit(2 * size - 1);
    }

    private static MelBands bands(Draw draw) {
        return new MelBands(
                draw.anInt(1, 20),
                draw.aDouble(0, 3000),
                draw.aDouble(3001, 8000),
                draw.of(MelScale.values()),
                draw.of(Slopes.values()),
                draw.of(Norm.values()),
                draw.aBoolean());
    }

    @Test
    void framesEqualTheTwins() {
        Property.tries(400).withSeed(SEED).check(draw -> {
            Framing framing = framings(draw);
            MelBands bands = bands(draw);
            int power = draw.anInt(1, 2);
            boolean byWindowSum = draw.aBoolean();
            int length = draw.anInt(0, 300);
            long seed = draw.aLong();
            Preset preset = Preset.TORCHAUDIO_1024_256
                    .withFraming(framing)
                    .withMel(bands)
                    .withPower(power)
                    .withByWindowSum(byWindowSum);
            double[] samples = noise(length, seed);

            List<double[]> actual = frames(preset, samples, seed);

            double[][] expected = LiteralSpectrogram.mel(preset, samples);
            assertThat(actual).hasSize(expected.length).hasSize((int) framing.frames(length));
            // A window may leave next to nothing of a frame: then both hold rounding errors, and no digit is common.
            double largest = 1e-6;
            for (double[] frame : expected) {
                for (double value : frame) {
                    largest = Math.max(largest, value);
                }
            }
            for (int frame = 0; frame < expected.length; frame++) {
                for (int band = 0; band < expected[frame].length; band++) {
                    assertThat(Math.abs(actual.get(frame)[band] - expected[frame][band]))
                            .isLessThan(1e-9 * largest);
                }
            }
        });
    }

    /** Recordings longer than the kernel's buffer, with frames far apart or far overlapping. */
    @Test
    void longRecordingsTakeNoOtherPath() {
        Property.tries(60).withSeed(SEED).check(draw -> {
            Framing framing = framings(draw);
            int length = draw.anInt(8000, 40_000);
            long seed = draw.aLong();
            Framing sparse = new Framing(
                    framing.windowLength(),
                    997 * framing.hop(),
                    framing.fftSize(),
                    framing.window(),
                    framing.padding());
            Preset preset = Preset.TORCHAUDIO_1024_256
                    .withFraming(sparse)
                    .withMel(new MelBands(5, 0, 11_025, MelScale.HTK, Slopes.HERTZ, Norm.NONE, true));
            double[] samples = noise(length, seed);

            List<double[]> actual = frames(preset, samples, seed);

            double[][] expected = LiteralSpectrogram.mel(preset, samples);
            assertThat(actual).hasSize(expected.length);
            for (int frame = 0; frame < expected.length; frame++) {
                for (int band = 0; band < 5; band++) {
                    assertThat(actual.get(frame)[band]).isCloseTo(expected[frame][band], offset(1e-8));
                }
            }
        });
    }

    @Test
    void chunksAndEarlierRecordingsChangeNothing() {
        Property.tries(30).withSeed(SEED).check(draw -> {
            Framing framing = framings(draw);
            int length = draw.anInt(0, 30_000);
            long seed = draw.aLong();
            Preset preset = Preset.TORCHAUDIO_1024_256.withFraming(framing);
            double[] samples = noise(length, seed);
            SpectrogramKernel kernel = new SpectrogramKernel(preset);
            List<double[]> whole = new ArrayList<>();
            kernel.feed(noise(777, seed), 0, 777, (mel, count) -> {});
            kernel.finish((mel, count) -> {});
            kernel.feed(samples, 0, length, into(whole));
            kernel.finish(into(whole));

            List<double[]> chunked = frames(preset, samples, seed);

            assertThat(chunked).hasSameSizeAs(whole);
            for (int frame = 0; frame < whole.size(); frame++) {
                assertThat(chunked.get(frame)).isEqualTo(whole.get(frame));
            }
        });
    }

    /** Collects frames one by one. */
    private static MelSink into(List<double[]> frames) {
        return (mel, count) -> {
            for (int i = 0; i < count; i++) {
                double[] frame = new double[mel.length];
                for (int band = 0; band < frame.length; band++) {
                    frame[band] = mel[band][i];
                }
                frames.add(frame);
            }
        };
    }

    /** Feeds floats and doubles in turn, in chunks of random sizes. */
    private static List<double[]> frames(Preset preset, double[] samples, long seed) {
        Random random = new Random(seed);
        List<double[]> frames = new ArrayList<>();
        MelSink sink = into(frames);
        SpectrogramKernel kernel = new SpectrogramKernel(preset);
        for (int at = 0; at < samples.length; ) {
            int length = Math.min(samples.length - at, random.nextInt(random.nextBoolean() ? 20 : 20_000));
            if (random.nextBoolean()) {
                kernel.feed(samples, at, length, sink);
            } else {
                float[] floats = new float[length + 3];
                for (int i = 0; i < length; i++) {
                    floats[3 + i] = (float) samples[at + i];
                }
                kernel.feed(floats, 3, length, sink);
            }
            at += length;
        }
        assertThat(kernel.finish(sink)).isEqualTo(frames.size());
        return frames;
    }

    /** 16-bit values: exact as floats too. */
    private static double[] noise(int length, long seed) {
        return new Random(seed).ints(length, -32_768, 32_768).asDoubleStream().toArray();
    }
}
