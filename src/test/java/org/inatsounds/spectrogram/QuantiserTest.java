package org.inatsounds.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;

import org.inatsounds.spectrogram.Loudness.Log;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

/** The thresholds give the literal formula's bytes, bit for bit. */
final class QuantiserTest {

    private static final long SEED = 20_240_501;

    private static final Loudness DEFAULT = Preset.INATSOUNDS_2024.loudness();

    /** Bit patterns spread evenly over all exponents: mostly values far out of range. */
    @Test
    void anyValueGivesTheLiteralByte() {
        Property.tries(1000).withSeed(SEED).check(draw -> {
            long bits = draw.aLong();
            double value = Math.abs(Double.longBitsToDouble(bits));
            assertThat(QUANTISER.pixel(value)).isEqualTo(literal(DEFAULT, value));
        });
    }

    @Test
    void valuesInRangeGiveTheLiteralByte() {
        Property.tries(5000).withSeed(SEED).check(draw -> {
            double exponent = draw.aDouble(-3, 3);
            double value = Math.pow(10, exponent);
            assertThat(QUANTISER.pixel(value)).isEqualTo(literal(DEFAULT, value));
        });
    }

    /** Around every step, for any range: where the formula's result changes, and the numbers next to it. */
    @Test
    void everyStepIsTheLiteralOne() {
        Property.tries(60).withSeed(SEED).check(draw -> {
            double min = draw.aDouble(-250, 50);
            double width = draw.aDouble(0.01, 300);
            double floor = draw.aDouble(-12, 1);
            boolean power = draw.aBoolean();
            Loudness loudness = new Loudness(
                    power ? Log.POWER : Log.AMPLITUDE, Math.pow(10, floor), Double.POSITIVE_INFINITY, min, min + width);
            Quantiser quantiser = new Quantiser(loudness);
            for (int pixel = 0; pixel <= 256; pixel++) {
                double near = Math.pow(10, (min + width * pixel / 255) / (power ? 10 : 20));
                for (double value :
                        new double[] {near, near * (1 - 1e-15), near * (1 + 1e-15), near * 0.99, near * 1.01}) {
                    assertThat(quantiser.pixel(value)).isEqualTo(literal(loudness, value));
                }
                long bits = Double.doubleToRawLongBits(near);
                for (long next = bits - 40; next < bits + 40; next++) {
                    double value = Double.longBitsToDouble(next);
                    assertThat(quantiser.pixel(value)).isEqualTo(literal(loudness, value));
                }
            }
            assertThat(quantiser.pixel(0)).isEqualTo(literal(loudness, 0));
        });
    }

    @Test
    void endsOfTheNumbersHaveTheirBytes() {
        assertThat(QUANTISER.pixel(0)).isZero();
        assertThat(QUANTISER.pixel(Double.MIN_VALUE)).isZero();
        assertThat(QUANTISER.pixel(Double.NaN)).isZero();
        assertThat(QUANTISER.pixel(Double.MAX_VALUE)).isEqualTo(255);
        assertThat(QUANTISER.pixel(Double.POSITIVE_INFINITY)).isEqualTo(255);
    }

    private static final Quantiser QUANTISER = new Quantiser(DEFAULT);

    private static int literal(Loudness loudness, double value) {
        double factor = loudness.log() == Log.AMPLITUDE ? 20 : 10;
        double decibels = factor * StrictMath.log10(Math.max(loudness.floor(), value));
        double clipped = Math.min(Math.max(decibels, loudness.minDb()), loudness.maxDb());
        return (int) ((clipped - loudness.minDb()) / (loudness.maxDb() - loudness.minDb()) * 255);
    }
}
