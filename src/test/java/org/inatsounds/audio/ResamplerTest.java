package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.inatsounds.UsageException;

/** The resampler against a literal sum, against SciPy, and against what a resampler has to do. */
final class ResamplerTest {

    private static final Path CASES = Path.of("src/test/resources/audio/resample");

    /** The formula, sample by sample, in one piece. */
    private static double[] literal(float[] samples, int from, int to) {
        SincKernel kernel = new SincKernel((double) to / from);
        int length = (int) Math.ceil((double) samples.length * to / from - 1e-9);
        double[] out = new double[length];
        for (int k = 0; k < length; k++) {
            double time = (double) k * from / to;
            double sum = 0;
            double weights = 0;
            int half = (int) Math.ceil(kernel.halfWidth());
            for (long n = (long) Math.floor(time) - half; n <= (long) time + half; n++) {
                double weight = kernel.weight(time - n);
                weights += weight;
                sum += n >= 0 && n < samples.length ? weight * samples[(int) n] : 0;
            }
            out[k] = sum / weights;
        }
        return out;
    }

    private static float[] resampled(Resampler resampler, float[] samples, Random random) {
        float[] out = new float[(int) resampler.length(samples.length)];
        int[] made = {0};
        SampleSink sink = (part, offset, length) -> {
            System.arraycopy(part, offset, out, made[0], length);
            made[0] += length;
        };
        for (int at = 0; at < samples.length; ) {
            int length = Math.min(samples.length - at, 1 + random.nextInt(random.nextBoolean() ? 10 : 10_000));
            resampler.feed(samples, at, length, sink);
            at += length;
        }
        resampler.finish(sink);
        assertThat(made[0]).isEqualTo(out.length);
        return out;
    }

    private static float[] noise(int length, long seed) {
        Random random = new Random(seed);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (1000 * random.nextGaussian());
        }
        return samples;
    }

    @Property(tries = 60, seed = "20240501")
    void isTheLiteralSum(
            @ForAll @IntRange(min = 1, max = 60) int from,
            @ForAll @IntRange(min = 1, max = 60) int to,
            @ForAll @IntRange(max = 1500) int length,
            @ForAll long seed) {
        float[] samples = noise(length, seed);
        Resampler resampler = new Resampler(from, to);
        resampler.feed(samples, 0, length / 2, (part, offset, count) -> {});
        resampler.reset();

        float[] actual = resampled(resampler, samples, new Random(seed));

        double[] expected = literal(samples, from, to);
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < actual.length; i++) {
            // The window ends in a step: rounding decides whether a sample right at its edge counts.
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-2));
        }
    }

    /** Rates without a common divisor: the weights are interpolated. */
    @Example
    void manyPhasesAreTheLiteralSumToo() {
        float[] samples = noise(3000, 1);
        for (int from : new int[] {44_099, 22_051, 11_027}) {
            float[] actual = resampled(new Resampler(from, 22_050), samples, new Random(2));
            double[] expected = literal(samples, from, 22_050);
            assertThat(actual).hasSize(expected.length);
            for (int i = 0; i < actual.length; i++) {
                assertThat((double) actual[i]).isCloseTo(expected[i], within(2e-3));
            }
        }
    }

    @Property(tries = 20, seed = "20240501")
    void chunksChangeNothing(@ForAll @IntRange(min = 1, max = 40_000) int length, @ForAll long seed) {
        float[] samples = noise(length, seed);
        Resampler resampler = new Resampler(48_000, 22_050);
        assertThat(resampled(resampler, samples, new Random(seed)))
                .isEqualTo(resampled(resampler, samples, new Random(seed + 1)));
    }

    @Example
    void agreesWithSciPyOnWhatBothMustKeep() throws IOException {
        try (var files = Files.list(CASES)) {
            for (Path in :
                    files.filter(file -> file.toString().endsWith(".in.f32")).toList()) {
                String name = String.valueOf(in.getFileName()).replace(".in.f32", "");
                int from = Integer.parseInt(name.substring(0, name.indexOf('-')));
                int to = Integer.parseInt(name.substring(name.indexOf('-') + 1));
                float[] expected = floats(CASES.resolve(name + ".out.f32"));
                float[] actual = resampled(new Resampler(from, to), floats(in), new Random(1));
                assertThat(actual).as(name).hasSameSizeAs(expected);
                for (int i = 0; i < actual.length; i++) {
                    // 15,000 is full scale of the cases: -80 dB.
                    assertThat(actual[i]).as(name + " at " + i).isCloseTo(expected[i], within(1.5f));
                }
            }
        }
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }

    @Example
    void tonesPassOrAreDownBy90Decibels() {
        for (int from : new int[] {44_100, 48_000, 32_000}) {
            assertThat(level(from, 1000)).isCloseTo(0, within(0.001));
            assertThat(level(from, 0.91 * 11_025)).isCloseTo(0, within(0.001));
            assertThat(level(from, 11_030)).isLessThan(-89);
            assertThat(level(from, 0.49 * from)).isLessThan(-89);
        }
        // Upwards, what a tone mirrors into the new half must not be heard.
        assertThat(level(8000, 0.9 * 4000)).isCloseTo(0, within(0.001));
    }

    /** What becomes of a tone, in dB. */
    private static double level(int from, double hertz) {
        float[] samples = new float[from];
        for (int i = 0; i < from; i++) {
            samples[i] = (float) (10_000 * Math.sin(2 * Math.PI * hertz * i / from));
        }
        float[] out = resampled(new Resampler(from, 22_050), samples, new Random(1));
        double energy = 0;
        for (int i = 5000; i < 15_000; i++) {
            energy += (double) out[i] * out[i];
        }
        return 10 * Math.log10(energy / 10_000 / (10_000.0 * 10_000 / 2));
    }

    @Example
    void aConstantStaysAndNothingIsShifted() {
        float[] constant = new float[20_000];
        Arrays.fill(constant, 1234);
        float[] out = resampled(new Resampler(48_000, 22_050), constant, new Random(1));
        assertThat(Arrays.copyOfRange(out, 200, out.length - 200)).containsOnly(1234);
        float[] impulse = new float[2001];
        impulse[1000] = 1000;
        float[] response = resampled(new Resampler(2, 1), impulse, new Random(1));
        for (int i = 1; i < 100; i++) {
            assertThat(response[500 - i]).isCloseTo(response[500 + i], within(1e-4f));
        }
        assertThat(response[500]).isGreaterThan(450);
    }

    @Example
    void lengthsAreExactAndRatesChecked() {
        Resampler down = new Resampler(44_100, 22_050);
        assertThat(down.length(0)).isZero();
        assertThat(down.length(1)).isEqualTo(1);
        assertThat(down.length(2)).isEqualTo(1);
        assertThat(down.length(3)).isEqualTo(2);
        assertThat(resampled(down, new float[0], new Random(1))).isEmpty();
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> new Resampler(0, 22_050))
                .withMessageContaining("got 0");
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> new Resampler(22_050, 1_000_001));
    }

    @Example
    void extremeRatiosAreRefusedAndLargeOnesTakeLittle() {
        float[] samples = noise(3000, 1);
        assertThat(resampled(new Resampler(1000, 1), samples, new Random(1))).hasSize(3);
        assertThat(resampled(new Resampler(1, 1000), samples, new Random(1))).hasSize(3_000_000);
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> new Resampler(1_000_000, 22))
                .withMessageContaining("1,000,000 Hz to 22 Hz");
    }
}
