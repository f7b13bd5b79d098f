package org.inatsounds.evaluation.predictions;

/** Whole numbers as tables hold them: digits, and perhaps the {@code .0} that pandas adds where a column has gaps. */
public final class Integral {

    /** In place of a number: the text is none. */
    static final long NONE = -1;

    /** In place of a number: it is one, and larger than any id. */
    static final long HUGE = Long.MAX_VALUE;

    private static final int MAX_DIGITS = 18;

    private Integral() {}

    /** The number that a text is, {@link #NONE} or {@link #HUGE}. Time is linear in its length. */
    public static long parse(String text) {
        int p = 0;
        while (p < text.length() && isDigit(text.charAt(p))) {
            p++;
        }
        int end = p;
        if (end == 0) {
            return NONE;
        }
        if (p < text.length() && text.charAt(p) == '.') {
            p++;
            while (p < text.length() && text.charAt(p) == '0') {
                p++;
            }
            // A point without a zero behind it ends a name.
            if (text.charAt(p - 1) == '.') {
                return NONE;
            }
        }
        return p < text.length() ? NONE : value(text, end);
    }

    private static long value(String text, int end) {
        int start = 0;
        while (start < end - 1 && text.charAt(start) == '0') {
            start++;
        }
        return end - start > MAX_DIGITS ? HUGE : Long.parseLong(text, start, end, 10);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
