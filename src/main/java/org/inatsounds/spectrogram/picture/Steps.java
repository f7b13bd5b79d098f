package org.inatsounds.spectrogram.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/** Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten, in whole units. */
final class Steps {

    private Steps() {}

    /** The next larger step: 1, 2, 5, 10, 20 … */
    static long next(long step) {
        return firstDigit(step) == 2 ? step / 2 * 5 : 2 * step;
    }

    /** The multiples of a step from {@code low} to {@code high}. */
    static List<Long> multiples(double low, double high, long step) {
        List<Long> values = new ArrayList<>();
        for (long value = (long) Math.ceil(low / step) * step; value <= high; value += step) {
            values.add(value);
        }
        return values;
    }

    /**
     * Values for an axis on which equal steps get shorter: the least step whose multiples keep the gap everywhere, and
     * smaller steps between two of them where they do too. Where a fifth of the step does not fit all the way up from 0, it
     * goes as far as it can: 0, 1, 2, 3, 5.
     *
     * @param low lowest value, at least 0
     * @param high highest value
     * @param at where a value is; rises
     * @param gap least distance between two of them
     * @return rising; the first may lie below {@code low}, the last above {@code high}
     */
    static List<Long> uneven(long low, long high, LongToDoubleFunction at, double gap) {
        long step = 1;
        while (step < high && !fits(low / step * step, high, step, at, gap)) {
            step = next(step);
        }
        List<Long> values = new ArrayList<>();
        long value = low / step * step;
        for (; value < high; value += step) {
            divide(value, value + step, step, at, gap, values);
        }
        values.add(value);
        return values;
    }

    /** Adds a value, and those of smaller steps that fit between it and the next. */
    private static void divide(
            long value, long next, long step, LongToDoubleFunction at, double gap, List<Long> values) {
        long parts = firstDigit(step) == 5 ? 5 : 2;
        long smaller = step / parts;
        long end = step % parts == 0 ? next - smaller : value;
        while (end > value && !(fits(end, next, next - end, at, gap) && fits(value, end, smaller, at, gap))) {
            end -= smaller;
        }
        boolean all = end == next - smaller;
        if (end == value || !(all || value == 0)) {
            values.add(value);
            return;
        }
        for (long part = value; part < end; part += smaller) {
            divide(part, part + smaller, smaller, at, gap, values);
        }
        if (all) {
            divide(end, next, smaller, at, gap, values);
        } else {
            values.add(end);
        }
    }

    /** Looks from the top, where equal steps are shortest. */
    private static boolean fits(long first, long last, long step, LongToDoubleFunction at, double gap) {
        long value = first + (last - first) / step * step;
        for (; value > first; value -= step) {
            if (at.applyAsDouble(value) - at.applyAsDouble(value - step) < gap) {
                return false;
            }
        }
        return true;
    }

    private static long firstDigit(long step) {
        long digit = step;
        while (digit >= 10) {
            digit /= 10;
        }
        return digit;
    }
}
