package org.inatsounds.audio.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.inatsounds.UsageException;
import org.inatsounds.audio.Resampled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation of {@link Resampler} says of it, measured. */
final class ResamplerTest {

    /** Ratios of few phases, of many, and up and down. The last two are interpolated. */
    private static final String RATES = """
            44100, 22050
            48000, 22050
            16000, 22050
            22050, 44100
            250000, 22050
            44099, 22050
            21999, 44100
            """;

    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void tonesThatPassKeepAmplitudeAndPhase(int from, int to) {
        double nyquist = Math.min(from, to) / 2.0;
        for (double part : new double[] {0.001, 0.1, 0.37, 0.5, 0.8, 0.9, 0.911}) {
            double frequency = part * nyquist;
            float[] output = middle(Resampled.of(tone(from, frequency), from, to));
            // The residue holds what is amiss in amplitude, frequency, delay, and images.
            assertThat(residue(output, to, frequency)).as("%.3f N", part).isLessThan(6e-5);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void tonesAboveTheNewNyquistFrequencyAreDown(int from, int to) {
        for (double part = 1; part * to < from; part = part < 1.06 ? part + 0.004 : part * 1.09) {
            float[] output = middle(Resampled.of(tone(from, part * to / 2), from, to));
            assertThat(decibels(largest(output))).as("%.3f N", part).isLessThan(-90);
        }
    }

    @ParameterizedTest
    @CsvSource({"16000, 22050", "22050, 44100", "21999, 44100"})
    void imageAboveTheOldNyquistFrequencyIsDown(int from, int to) {
        double frequency = 0.83 * from / 2;
        float[] output = Resampled.of(tone(from, frequency), from, to);
        assertThat(decibels(amplitude(output, to, from - frequency))).isLessThan(-90);
        assertThat(amplitude(output, to, frequency)).isCloseTo(1, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void constantStaysAsItIs(int from, int to) {
        float[] input = new float[20_000];
        Arrays.fill(input, 12_345.678f);
        float[] output = Resampled.of(input, from, to);
        for (int m = output.length / 3; m < 2 * output.length / 3; m++) {
            assertThat(output[m]).isEqualTo(12_345.678f);
        }
    }

    @ParameterizedTest
    @CsvSource({"44100, 22050", "22050, 44100", "48000, 16000", "48000, 22050", "44099, 22050"})
    void impulseIsSymmetric(int from, int to) {
        // Where input and output meet, so that there is an output in the middle.
        int turns = 3000 * gcd(from, to) / from + 1;
        int at = turns * from / gcd(from, to);
        int middle = turns * to / gcd(from, to);
        float[] input = new float[2 * at + 1];
        input[at] = 1000;
        float[] output = Resampled.of(input, from, to);
        for (int i = 1; i <= 200; i++) {
            assertThat((double) output[middle + i]).isCloseTo(output[middle - i], within(1e-5));
        }
        assertThat(output[middle]).isEqualTo(largest(output));
    }

    @ParameterizedTest
    @CsvSource({
        "44100, 22050, 0, 0",
        "44100, 22050, 1, 1",
        "44100, 22050, 2, 1",
        "44100, 22050, 3, 2",
        "22050, 44100, 1, 2",
        "48000, 22050, 48000, 22050",
        "48000, 22050, 48001, 22051",
        "44099, 22050, 44099, 22050",
        "44099, 22050, 44100, 22051",
        "3, 2, 4, 3",
        "22050, 22050, 7, 7"
    })
    void lengthIsExact(int from, int to, int length, int expected) {
        assertThat(new Resampler(from, to).length(length)).isEqualTo(expected);
        assertThat(Resampled.of(new float[length], from, to)).hasSize(expected);
    }

    @Test
    void lengthDoesNotOverflow() {
        long year = 365L * 86_400;
        assertThat(new Resampler(999_999, 1_000_000).length(year * 999_999_000)).isEqualTo(year * 1_000_000_000);
    }

    @Test
    void equalRatesChangeNothing() {
        float[] input = {1, -32_768, 0.1f};
        assertThat(Resampled.of(input, 22_050, 22_050)).isEqualTo(input);
    }

    @Test
    void nothingIsClipped() {
        float[] input = new float[2000];
        for (int i = 0; i < input.length; i++) {
            input[i] = i / 30 % 2 == 0 ? 32_767 : -32_768;
        }
        assertThat(largest(Resampled.of(input, 44_100, 22_050))).isGreaterThan(34_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 22050, 0", "-1, 22050, -1", "44100, 0, 0", "1000001, 22050, '1,000,001'"})
    void rateOutOfRangeIsRefused(int from, int to, String got) {
        assertThatThrownBy(() -> new Resampler(from, to))
                .isInstanceOf(UsageException.class)
                .hasMessage("Sample rate: expected 1 to 1,000,000 Hz, got " + got + ".");
    }

    @Test
    void ratesTooFarApartAreRefused() {
        assertThatThrownBy(() -> new Resampler(22_051, 22))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("at most 1,000 times the other, got 22,051 Hz to be changed to 22 Hz.");
        assertThatThrownBy(() -> new Resampler(22, 22_051)).isInstanceOf(UsageException.class);
        assertThat(new Resampler(22_000, 22).length(1001)).isEqualTo(2);
    }

    /** A tone of amplitude 1 at a rate, long enough that its middle is free of its ends. */
    private static float[] tone(int rate, double frequency) {
        double step = 2 * Math.PI * frequency / rate;
        return fill(Math.max(3000, rate / 8), i -> Math.cos(step * i + 1));
    }

    private static float[] fill(int length, IntToDoubleFunction value) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) value.applyAsDouble(i);
        }
        return samples;
    }

    /** The same with NaN for everything that the filter mixes with what is beyond the ends. */
    private static float[] middle(float[] output) {
        int margin = output.length / 3;
        assertThat(margin).isGreaterThan(140);
        float[] kept = output.clone();
        Arrays.fill(kept, 0, margin, Float.NaN);
        Arrays.fill(kept, output.length - margin, output.length, Float.NaN);
        return kept;
    }

    /** How far an output is at most from the tone it should be. */
    private static double residue(float[] output, int rate, double frequency) {
        double most = 0;
        for (int m = 0; m < output.length; m++) {
            double expected = Math.cos(2 * Math.PI * frequency / rate * m + 1);
            most = Float.isNaN(output[m]) ? most : Math.max(most, Math.abs(output[m] - expected));
        }
        return most;
    }

    /** Of one frequency, by a sum under a Hann window over the middle third. */
    private static double amplitude(float[] output, int rate, double frequency) {
        int first = output.length / 3;
        int count = output.length - 2 * first;
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < count; i++) {
            double window = 1 - Math.cos(2 * Math.PI * (i + 0.5) / count);
            double angle = 2 * Math.PI * frequency / rate * i;
            real += window * output[first + i] * Math.cos(angle);
            imaginary += window * output[first + i] * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / count;
    }

    private static float largest(float[] output) {
        float most = 0;
        for (float value : output) {
            most = Float.isNaN(value) ? most : Math.max(most, Math.abs(value));
        }
        return most;
    }

    private static double decibels(double amplitude) {
        return 20 * Math.log10(amplitude);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
