package org.inatsounds.dataset;

/**
 * Reads short decimal numbers, such as {@code -33.8567844}, without making a string of each: there are four in every
 * recording.
 *
 * <p>Exact. Digits that fit in 53 bits and a power of ten up to 10^22 are both doubles without error, so their quotient is
 * rounded once, as the language asks of {@link Double#parseDouble} (W. D. Clinger, "How to read floating point numbers
 * accurately", 1990).
 */
final class ShortDecimal {

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    private static final long LARGEST_EXACT = 1L << 53;

    /** No more characters than this, so that the digits fit in a long. */
    private static final int LONGEST = 18;

    private ShortDecimal() {}

    /**
     * The number that stands in a part of an array; NaN when it is too long or not of the form {@code -12.34}, and has to be
     * read in another way.
     */
    static double parse(char[] text, int from, int length) {
        if (length > LONGEST) {
            return Double.NaN;
        }
        int end = from + length;
        boolean negative = length > 0 && text[from] == '-';
        int digits = 0;
        int decimals = 0;
        boolean point = false;
        long value = 0;
        for (int i = negative ? from + 1 : from; i < end; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                digits++;
                decimals += point ? 1 : 0;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                return Double.NaN;
            }
        }
        if (digits == 0 || value > LARGEST_EXACT) {
            return Double.NaN;
        }
        double number = value / POWERS_OF_TEN[decimals];
        return negative ? -number : number;
    }
}
