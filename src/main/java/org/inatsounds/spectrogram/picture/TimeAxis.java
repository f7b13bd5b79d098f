package org.inatsounds.spectrogram.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.inatsounds.spectrogram.Framing;
import org.inatsounds.spectrogram.Padding;
import org.inatsounds.spectrogram.Preset;

/**
 * The axis of time, in microseconds from the recording's first sample. A frame stands for the middle of its window, and is
 * drawn around it.
 */
final class TimeAxis {

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    /** From here on labels are minutes and seconds. */
    private static final long LONG = 100 * SECOND;

    private static final long[] CLOCK_STEPS = {
        SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND,
        MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE,
        HOUR, 2 * HOUR, 5 * HOUR
    };

    private final double origin;
    private final double perMicrosecond;
    private final double length;

    /**
     * Lays the axis out.
     *
     * @param perFrame pixels, or characters, from one frame to the next
     * @param length of the axis in the same
     */
    TimeAxis(Preset preset, double perFrame, double length) {
        Framing framing = preset.framing();
        // A frame that is not centred has its middle half a window after its first sample.
        double middle = framing.padding() == Padding.NONE ? framing.windowLength() / 2.0 : 0;
        double perSample = perFrame / framing.hop();
        origin = 0.5 * perFrame - middle * perSample;
        perMicrosecond = perSample * preset.sampleRate() / SECOND;
        this.length = length;
    }

    /** Where a time is, from the axis's beginning. */
    double at(long microseconds) {
        return origin + microseconds * perMicrosecond;
    }

    /**
     * The ticks, as close as their labels allow.
     *
     * @param tolerance how far from its end a tick may be moved to the end
     * @param room what a label needs for itself and the gap to the next
     */
    List<Tick> ticks(double tolerance, ToDoubleFunction<String> room) {
        double low = Math.max(0, -(origin + tolerance) / perMicrosecond);
        double high = (length + tolerance - origin) / perMicrosecond;
        long step = high < LONG ? 1 : CLOCK_STEPS[0];
        while (step < high && step * perMicrosecond < room.applyAsDouble(label((long) high, step, high))) {
            step = next(step, high);
        }
        long chosen = step;
        return Axes.ticks(
                Steps.multiples(low, high, step), this::at, length, tolerance, time -> label(time, chosen, high));
    }

    private static long next(long step, double high) {
        if (high < LONG) {
            return Steps.next(step);
        }
        for (long larger : CLOCK_STEPS) {
            if (larger > step) {
                return larger;
            }
        }
        return 2 * step;
    }

    /** Seconds with the digits that the step needs, {@code m:ss}, or from an hour on {@code h:mm:ss}. */
    private static String label(long time, long step, double high) {
        if (high < LONG) {
            int decimals = 0;
            for (long unit = SECOND; unit > step; unit /= 10) {
                decimals++;
            }
            BigDecimal seconds = BigDecimal.valueOf(time / step * step, 6);
            return seconds.setScale(decimals, RoundingMode.HALF_UP) + " s";
        }
        long seconds = time / SECOND;
        return high < HOUR
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
