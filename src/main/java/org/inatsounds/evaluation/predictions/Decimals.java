package org.inatsounds.evaluation.predictions;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Set;

/**
 * Decimal text to double, bit for bit as {@link Double#parseDouble}, for the spellings that occur in tables of scores.
 *
 * <p>Eight digits are converted at once inside a long (D. Lemire, <i>Number parsing at a gigabyte per second</i>, 2021).
 * When the digits make an integer of at most 2^53 and the power of ten is at most 10^22, both are exact doubles and one
 * division rounds correctly (W. D. Clinger, <i>How to read floating point numbers accurately</i>, 1990). More digits, as
 * Python writes for double precision, go to {@link EiselLemire}; the rest to {@link Double#parseDouble}.
 */
final class Decimals {

    /** Bytes that are read beyond the end of a number: buffers need as many behind their last byte. */
    static final int PADDING = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final Set<String> INFINITIES = Set.of("inf", "infinity");

    private static final int UNUSUAL = -1;

    /** As many digits always fit into a long. */
    private static final int MAX_DIGITS = 18;

    private static final long MAX_EXACT = 1L << 53;

    private static final int MAX_EXPONENT_DIGITS = 4;

    private static final int LONGEST_WORD = 9;

    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;

    private static final double[] POWER = new double[23];
    private static final long[] INTEGER_POWER = new long[8];

    static {
        for (int i = 0; i < POWER.length; i++) {
            POWER[i] = Double.parseDouble("1e" + i);
        }
        for (int i = 0; i < INTEGER_POWER.length; i++) {
            INTEGER_POWER[i] = (long) POWER[i];
        }
    }

    private Decimals() {}

    /**
     * Reads a plainly spelled number: perhaps a minus sign, digits with or without a point, perhaps an exponent.
     *
     * @param b text in which a byte that can't belong to a number follows, and {@link #PADDING} bytes more
     * @param start index of the number's first byte
     * @param out where the value goes
     * @param k its index there
     * @return the index behind the number; negative when {@link #parse(String)} has to be asked
     */
    static int parse(byte[] b, int start, double[] out, int k) {
        boolean negative = b[start] == '-';
        int first = negative ? start + 1 : start;
        int whole = b[first] - '0';
        if (b[first + 1] != '.' || (char) whole > 9) {
            return parseAny(b, first, negative, out, k);
        }
        // The usual: one digit, a point, more digits.
        int p = first + 2;
        long digits = whole;
        long word = (long) LONG.get(b, p);
        long others = nonDigits(word);
        while (others == 0) {
            digits = digits * 100_000_000 + eightDigits(word - ZEROS);
            p += Long.BYTES;
            word = (long) LONG.get(b, p);
            others = nonDigits(word);
        }
        // What is left, 0 to 7 digits, moves to the top; zeros come in from below. (A shift by 64 would not shift.)
        int rest = Long.numberOfTrailingZeros(others) >>> 3;
        digits = digits * INTEGER_POWER[rest] + eightDigits((word - ZEROS) << (63 - 8 * rest) << 1);
        p += rest;
        int scale = p - first - 2;
        if (scale >= MAX_DIGITS) {
            return parseAny(b, first, negative, out, k);
        }
        if ((b[p] | 0x20) == 'e') {
            return withExponent(b, p + 1, digits, -scale, negative, out, k);
        }
        double value = digits <= MAX_EXACT ? digits / POWER[scale] : EiselLemire.value(digits, -scale);
        out[k] = negative ? -value : value;
        return p;
    }

    /** As {@link #parse}, behind the sign, for any number of digits before and behind the point. */
    private static int parseAny(byte[] b, int first, boolean negative, double[] out, int k) {
        int p = first;
        long digits = 0;
        int count = 0;
        int point = -1;
        while (true) {
            int digit = b[p] - '0';
            if ((char) digit <= 9) {
                digits = digits * 10 + digit;
                // Zeros in front don't count.
                count += digits == 0 ? 0 : 1;
            } else if (b[p] == '.' && point < 0) {
                point = p;
            } else {
                break;
            }
            p++;
        }
        int length = p - first - (point < 0 ? 0 : 1);
        if (length == 0 || count > MAX_DIGITS) {
            return UNUSUAL;
        }
        int scale = point < 0 ? 0 : p - point - 1;
        if ((b[p] | 0x20) == 'e') {
            return withExponent(b, p + 1, digits, -scale, negative, out, k);
        }
        return store(digits, -scale, negative, out, k) ? p : UNUSUAL;
    }

    private static int withExponent(
            byte[] b, int start, long digits, int scale, boolean negative, double[] out, int k) {
        int p = start;
        boolean down = b[p] == '-';
        if (down || b[p] == '+') {
            p++;
        }
        int first = p;
        int exponent = 0;
        int digit;
        while ((digit = b[p] - '0') >= 0 && digit <= 9 && p - first < MAX_EXPONENT_DIGITS) {
            exponent = exponent * 10 + digit;
            p++;
        }
        if (p == first) {
            return UNUSUAL;
        }
        return store(digits, scale + (down ? -exponent : exponent), negative, out, k) ? p : UNUSUAL;
    }

    /** Stores {@code digits * 10^exponent}, correctly rounded; says whether it could. */
    private static boolean store(long digits, int exponent, boolean negative, double[] out, int k) {
        double value;
        if (digits <= MAX_EXACT && exponent <= 0 && exponent > -POWER.length) {
            value = digits / POWER[-exponent];
        } else if (digits <= MAX_EXACT && exponent > 0 && exponent < POWER.length) {
            value = digits * POWER[exponent];
        } else if (digits != 0 && EiselLemire.covers(exponent)) {
            value = EiselLemire.value(digits, exponent);
        } else {
            return false;
        }
        out[k] = negative ? -value : value;
        return true;
    }

    /**
     * Reads a number in any spelling that is taken: decimal with or without a point and an exponent, {@code inf} or
     * {@code infinity} in any case, a sign before either.
     *
     * @param text without blanks around it
     * @return the value; NaN when the text is none of these
     */
    static double parse(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        if (isNumber(text, signed ? 1 : 0)) {
            return Double.parseDouble(text);
        }
        String word = text.length() > LONGEST_WORD ? "" : text.substring(signed ? 1 : 0);
        if (INFINITIES.contains(word.toLowerCase(Locale.ROOT))) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.NaN;
    }

    /** Digits with or without a point and an exponent, from a place to the end: each character is looked at once. */
    private static boolean isNumber(String text, int from) {
        int point = digits(text, from);
        boolean pointed = point < text.length() && text.charAt(point) == '.';
        int p = pointed ? digits(text, point + 1) : point;
        if (p - from == (pointed ? 1 : 0)) {
            return false;
        }
        if (p < text.length() && (text.charAt(p) | 0x20) == 'e') {
            int first = p + 1;
            if (first < text.length() && (text.charAt(first) == '-' || text.charAt(first) == '+')) {
                first++;
            }
            p = digits(text, first);
            return p > first && p == text.length();
        }
        return p == text.length();
    }

    /** Behind the digits that begin at a place. */
    private static int digits(String text, int from) {
        int p = from;
        while (p < text.length() && text.charAt(p) >= '0' && text.charAt(p) <= '9') {
            p++;
        }
        return p;
    }

    /** A bit in each byte that is no digit; right up to the first of them, which is all that matters. */
    private static long nonDigits(long word) {
        return ((word & HIGH_HALVES) ^ ZEROS) | (((word + 0x0606060606060606L) & HIGH_HALVES) ^ ZEROS);
    }

    /** The number that eight digits make. Each byte holds the value of one, the first in the lowest byte. */
    private static long eightDigits(long values) {
        long pairs = values * 10 + (values >>> 8);
        long low = (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
        long high = (pairs >>> 16 & 0x000000FF000000FFL) * (1 + (10_000L << 32));
        return (low + high) >>> 32;
    }
}
