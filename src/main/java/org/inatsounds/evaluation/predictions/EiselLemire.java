package org.inatsounds.evaluation.predictions;

import java.math.BigInteger;

/**
 * The nearest double to {@code digits * 10^exponent} by one or two multiplications of 64 by 64 bits.
 *
 * <p>D. Lemire, <i>Number parsing at a gigabyte per second</i>, Software: Practice and Experience 51 (2021), section 5; that
 * no case is left over: N. Mushtak and D. Lemire, <i>Fast number parsing without fallback</i> (2023). Only exponents that
 * scores have are covered: results are never subnormal and never overflow.
 */
final class EiselLemire {

    private static final int MIN = -60;
    private static final int MAX = 22;

    private static final int MIN_ROUNDED_UP = -27;

    /** The first 128 bits of 5^q for each exponent q: rounded up for -27 <= q < 0, else truncated, as the proof wants it. */
    private static final long[] HIGH = new long[MAX - MIN + 1];

    private static final long[] LOW = new long[MAX - MIN + 1];

    /** Exponents between which a number can lie exactly half way between two doubles. */
    private static final int MIN_HALF_WAY = -4;

    private static final int MAX_HALF_WAY = 23;

    private static final int MANTISSA_BITS = 52;
    private static final int BIAS = 1023;

    /** Times 2^16. */
    private static final int LOG2_OF_10 = 217706;

    static {
        for (int q = MIN; q <= MAX; q++) {
            BigInteger power = BigInteger.valueOf(5).pow(Math.abs(q));
            BigInteger bits;
            if (q >= 0) {
                bits = power.shiftLeft(128).shiftRight(power.bitLength());
            } else {
                int length = power.bitLength();
                bits = BigInteger.ONE.shiftLeft(length + 127).divide(power);
                if (q >= MIN_ROUNDED_UP) {
                    bits = bits.add(BigInteger.ONE);
                }
            }
            HIGH[q - MIN] = bits.shiftRight(64).longValue();
            LOW[q - MIN] = bits.longValue();
        }
    }

    private EiselLemire() {}

    static boolean covers(int exponent) {
        return exponent >= MIN && exponent <= MAX;
    }

    /**
     * Computes the value.
     *
     * @param digits positive
     * @param exponent one that is covered
     */
    static double value(long digits, int exponent) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long w = digits << zeros;
        long powerHigh = HIGH[exponent - MIN];
        long high = multiplyHigh(w, powerHigh);
        long low = w * powerHigh;
        // Bits below those of the result that are all ones: what the second half of the power adds may carry over.
        if ((high & 0x1FF) == 0x1FF) {
            long carry = multiplyHigh(w, LOW[exponent - MIN]);
            low += carry;
            if (Long.compareUnsigned(carry, low) > 0) {
                high++;
            }
        }
        int upper = (int) (high >>> 63);
        int shift = upper + 64 - MANTISSA_BITS - 3;
        long mantissa = high >>> shift;
        int binary = ((LOG2_OF_10 * exponent) >> 16) + 63 + upper - zeros + BIAS;
        if (Long.compareUnsigned(low, 1) <= 0
                && exponent >= MIN_HALF_WAY
                && exponent <= MAX_HALF_WAY
                && (mantissa & 3) == 1
                && mantissa << shift == high) {
            // Exactly half way: to even.
            mantissa &= ~1L;
        }
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        if (mantissa == 1L << (MANTISSA_BITS + 1)) {
            mantissa >>>= 1;
            binary++;
        }
        long fraction = mantissa & ((1L << MANTISSA_BITS) - 1);
        return Double.longBitsToDouble((long) binary << MANTISSA_BITS | fraction);
    }

    /** The upper half of an unsigned product: {@link Math} has it from 18 on. */
    private static long multiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }
}
