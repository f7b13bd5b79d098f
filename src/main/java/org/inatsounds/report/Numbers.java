package org.inatsounds.report;

import java.util.Locale;
import org.inatsounds.evaluation.Interval;
import org.jspecify.annotations.Nullable;

/** Numbers for people. */
public final class Numbers {

    private Numbers() {}

    /** A fraction to four places; a dash where there is none. */
    public static String fraction(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** A score of a model to four digits, however small; a dash where there is none. */
    public static String score(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.4g", value);
    }

    /** A difference to four places, with its sign; without one where no place shows any. */
    public static String difference(double value) {
        String text = String.format(Locale.ROOT, "%+.4f", value);
        return text.endsWith("0.0000") ? "0.0000" : text;
    }

    /** From where to where. */
    public static String interval(@Nullable Interval interval) {
        return interval == null ? "–" : fraction(interval.low()) + " … " + fraction(interval.high());
    }

    /** From where to where a difference is. */
    public static String differences(@Nullable Interval interval) {
        return interval == null ? "–" : difference(interval.low()) + " … " + difference(interval.high());
    }

    /** How likely something is, to three places; less than can be shown is said so. */
    public static String probability(@Nullable Double p) {
        return p == null ? "–" : p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }
}
