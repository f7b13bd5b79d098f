package org.inatsounds.audio.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntSupplier;
import org.inatsounds.audio.LiteralResampler;
import org.inatsounds.audio.Resampled;
import org.inatsounds.testing.Draw;
import org.inatsounds.testing.Property;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.Test;

/** The fast resampler gives what the literal one does, at any rates, of any length, in pieces of any size. */
final class ResamplerPropertyTest {

    /** From one rate to another. */
    record Rates(int from, int to) {}

    /** Rounding to float (1.2e-7 from 2 on), and interpolation between phases (1e-8), of samples that were within ±1. */
    private static final double TOLERANCE = 1.4e-7;

    /** What the literal one may do in a try. */
    private static final long WEIGHTS = 60_000;

    @Test
    void shortRecordingsAreAsTheLiteralSumSays() {
        Property.tries(Sweep.of(80)).withoutEdgeCases().check(draw -> {
            Rates rates = anyRates(draw);
            int length = draw.anInt(0, 700);
            long seed = draw.aLong(0, 1L << 32);
            Random random = new Random(seed);
            float[] input = noise(length, random);
            assertSamples(Resampled.inPieces(resampler(rates), input, sizes(random, 300)), input, rates, random);
        });
    }

    @Test
    void severalBlocksAreAsTheLiteralSumSays() {
        Property.tries(Sweep.of(32)).withoutEdgeCases().check(draw -> {
            Rates rates = commonRates(draw);
            int length = draw.anInt(0, 400_000);
            long seed = draw.aLong(0, 1L << 32);
            Random random = new Random(seed);
            float[] input = noise(length, random);
            assertSamples(Resampled.inPieces(resampler(rates), input, sizes(random, 100_000)), input, rates, random);
        });
    }

    @Test
    void piecesMakeNoDifference() {
        Property.tries(Sweep.of(48)).withoutEdgeCases().check(draw -> {
            Rates rates = commonRates(draw);
            int length = draw.anInt(0, 300_000);
            int largest = draw.anInt(1, 200_000);
            long seed = draw.aLong(0, 1L << 32);
            Random random = new Random(seed);
            float[] input = noise(length, random);
            float[] once = Resampled.of(input, rates.from(), rates.to());
            Resampler resampler = resampler(rates);
            // What was fed before makes none either, finished or not.
            Resampled.inPieces(resampler, noise(random.nextInt(5000), random), () -> 999);
            resampler.feed(noise(777, random), 0, 777, (samples, offset, count) -> {});
            resampler.reset();
            assertThat(Resampled.inPieces(resampler, input, sizes(random, largest)))
                    .isEqualTo(once);
        });
    }

    @Test
    void shiftByATurnOfThePhasesShiftsTheOutput() {
        Property.tries(Sweep.of(30)).withoutEdgeCases().check(draw -> {
            Rates rates = commonRates(draw);
            int seconds = draw.anInt(1, 60);
            // The sum of an output is taken in the same order wherever it stands.
            int from = rates.from() / 50;
            int to = rates.to() / 50;
            float[] input = noise(3000, new Random(seconds));
            float[] later = new float[input.length + seconds * from];
            System.arraycopy(input, 0, later, seconds * from, input.length);
            float[] output = Resampled.of(input, rates.from(), rates.to());
            float[] shifted = Resampled.of(later, rates.from(), rates.to());
            for (int m = 0; m < output.length; m++) {
                assertThat(shifted[seconds * to + m]).isEqualTo(output[m]);
            }
        });
    }

    /** Rates whose ratio is at most 1,000, most of them of many phases. */
    private static Rates anyRates(Draw draw) {
        Rates rates;
        do {
            rates = switch (draw.choice(4)) {
                case 0 -> new Rates((int) Math.exp(draw.aDouble(0, 13.81)), (int) Math.exp(draw.aDouble(0, 13.81)));
                case 1 -> new Rates(draw.anInt(20_000, 50_000), draw.anInt(20_000, 50_000));
                case 2 -> new Rates(draw.anInt(1, 12), draw.anInt(1, 12));
                default -> commonRates(draw);
            };
        } while (Math.max(rates.from(), rates.to()) > 1000L * Math.min(rates.from(), rates.to()));
        return rates;
    }

    /** Multiples of 50 Hz, of few phases and of many. */
    private static Rates commonRates(Draw draw) {
        Integer[] rates = {8000, 11_050, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 44_050, 96_000, 250_000};
        return new Rates(draw.of(rates), draw.of(rates));
    }

    private static void assertSamples(float[] output, float[] input, Rates rates, Random random) {
        int from = rates.from();
        int to = rates.to();
        assertThat(output).hasSize((int) (((long) input.length * to + from - 1) / from));
        if (from == to) {
            assertThat(output).isEqualTo(input);
            return;
        }
        long weights = 136L * Math.max(1, from / to) + 2;
        long checks = Math.min(output.length, Math.max(3, WEIGHTS / weights));
        for (int i = 0; i < checks; i++) {
            int m = checks == output.length ? i : random.nextInt(output.length);
            assertThat((double) output[m])
                    .as("sample %d of %d, %s", m, output.length, rates)
                    .isCloseTo(LiteralResampler.sample(input, from, to, m), within(TOLERANCE));
        }
    }

    private static Resampler resampler(Rates rates) {
        return new Resampler(rates.from(), rates.to());
    }

    private static IntSupplier sizes(Random random, int largest) {
        return () -> random.nextInt(largest + 1);
    }

    private static float[] noise(int length, Random random) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = 2 * random.nextFloat() - 1;
        }
        return samples;
    }
}
