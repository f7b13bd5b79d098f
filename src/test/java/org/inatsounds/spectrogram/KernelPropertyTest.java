package org.inatsounds.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.inatsounds.spectrogram.MelBands.Norm;
import org.inatsounds.spectrogram.MelBands.Slopes;

/** The kernel against its literal twin: any numbers, any length, any chunks. */
final class KernelPropertyTest {

    @Provide
    Arbitrary<Framing> framings() {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 40),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(0, 70),
                        Arbitraries.of(WindowKind.class),
                        Arbitraries.of(Padding.class),
                        Arbitraries.of(true, false))
                .as((window, hop, more, kind, padding, round) ->
                        new Framing(window, hop, round ? roundedUp(window + more) : window + more, kind, padding));
    }

    /** Powers of two go another way. */
    private static int roundedUp(int size) {
        return Integer.highestOneBit(2 * size - 1);
    }

    @Provide
    Arbitrary<MelBands> bands() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.doubles().between(0, 3000),
                        Arbitraries.doubles().between(3001, 8000),
                        Arbitraries.of(MelScale.class),
                        Arbitraries.of(Slopes.class),
                        Arbitraries.of(Norm.class),
                        Arbitraries.of(true, false))
                .as(MelBands::new);
    }

    @Property(tries = 400, seed = "20240501")
    void framesEqualTheTwins(
            @ForAll("framings") Framing framing,
            @ForAll("bands") MelBands bands,
            @ForAll @IntRange(min = 1, max = 2) int power,
            @ForAll boolean byWindowSum,
            @ForAll @IntRange(max = 300) int length,
            @ForAll long seed) {
        Preset preset = Preset.TORCHAUDIO
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
    }

    /** Recordings longer than the kernel's buffer, with frames far apart or far overlapping. */
    @Property(tries = 60, seed = "20240501")
    void longRecordingsTakeNoOtherPath(
            @ForAll("framings") Framing framing,
            @ForAll @IntRange(min = 8000, max = 40_000) int length,
            @ForAll long seed) {
        Framing sparse = new Framing(
                framing.windowLength(), 997 * framing.hop(), framing.fftSize(), framing.window(), framing.padding());
        Preset preset = Preset.TORCHAUDIO
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
    }

    @Property(tries = 30, seed = "20240501")
    void chunksAndEarlierRecordingsChangeNothing(
            @ForAll("framings") Framing framing, @ForAll @IntRange(max = 30_000) int length, @ForAll long seed) {
        Preset preset = Preset.TORCHAUDIO.withFraming(framing);
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
