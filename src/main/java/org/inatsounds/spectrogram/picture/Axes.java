package org.inatsounds.spectrogram.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongToDoubleFunction;
import org.inatsounds.spectrogram.MelBands;

/** The ticks of the axes of frequency and loudness. */
final class Axes {

    private Axes() {}

    /**
     * Frequencies in kHz. A band is {@code length / bands} long, and its centre is at its middle.
     *
     * @param length of the axis
     * @param tolerance how far from its end a tick may be moved to the end
     * @param gap least distance of two ticks
     */
    static List<Tick> frequency(MelBands mel, double length, double tolerance, double gap) {
        LongToDoubleFunction at = hertz -> (mel.position((double) hertz) + 0.5) * length / mel.count();
        List<Long> values = Steps.uneven((long) mel.minHertz(), (long) Math.ceil(mel.maxHertz()), at, gap);
        // The tolerance is for what lies between the band's centre and its edge, not for frequencies that no band has.
        values.removeIf(hertz -> hertz < mel.minHertz() || hertz > mel.maxHertz());
        return ticks(values, at, length, tolerance, hertz -> plain(hertz, 3));
    }

    /**
     * Loudness in dB.
     *
     * @param low at the axis's low end
     * @param high at the other
     */
    static List<Tick> decibels(double low, double high, double length, double gap) {
        double perHundredth = length / (high - low) / 100;
        long step = 1;
        while (step * perHundredth < gap && step < 100 * (high - low)) {
            step = Steps.next(step);
        }
        return ticks(
                Steps.multiples(100 * low, 100 * high, step),
                hundredths -> (hundredths - 100 * low) * perHundredth,
                length,
                0.5,
                hundredths -> plain(hundredths, 2));
    }

    /** Leaves out what lies off the axis by more than the tolerance. */
    static List<Tick> ticks(
            List<Long> values, LongToDoubleFunction at, double length, double tolerance, LongFunction<String> label) {
        List<Tick> ticks = new ArrayList<>();
        for (long value : values) {
            double place = at.applyAsDouble(value);
            if (place >= -tolerance && place <= length + tolerance) {
                ticks.add(new Tick(Math.min(Math.max(place, 0), length), label.apply(value)));
            }
        }
        return ticks;
    }

    private static String plain(long value, int decimals) {
        return value == 0
                ? "0"
                : BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString();
    }
}
