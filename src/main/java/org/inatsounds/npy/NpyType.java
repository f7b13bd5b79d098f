package org.inatsounds.npy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What one element of an array is. */
public enum NpyType {
    BOOL('b', 1),
    INT8('i', 1),
    INT16('i', 2),
    INT32('i', 4),
    INT64('i', 8),
    UINT8('u', 1),
    UINT16('u', 2),
    UINT32('u', 4),
    UINT64('u', 8),
    /** IEEE 754 binary16. */
    FLOAT16('f', 2),
    FLOAT32('f', 4),
    FLOAT64('f', 8);

    private static final double HALF_OVERFLOWS = 65_520;
    private static final int HALF_LEAST_EXPONENT = -14;
    private static final int HALF_FRACTION_BITS = 10;

    private final char kind;
    private final int bytes;

    NpyType(char kind, int bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** The size of an element. */
    public int bytes() {
        return bytes;
    }

    /** Whether it is one of the three kinds of floats. */
    public boolean isFloat() {
        return kind == 'f';
    }

    /**
     * The number of this type that is nearest to another one, of two equally near ones the even one, as NumPy rounds.
     *
     * @param number any; for types that are no floats it stays as it is
     */
    public double rounded(double number) {
        return switch (this) {
            case FLOAT16 -> half(number);
            case FLOAT32 -> (float) number;
            default -> number;
        };
    }

    private static double half(double number) {
        if (Math.abs(number) >= HALF_OVERFLOWS) {
            return Math.copySign(Double.POSITIVE_INFINITY, number);
        }
        // The distance of two neighbours: eleven digits from 2^-14 on, and the same for all below.
        double step = Math.scalb(1.0, Math.max(Math.getExponent(number), HALF_LEAST_EXPONENT) - HALF_FRACTION_BITS);
        return Math.rint(number / step) * step;
    }

    /** As {@code numpy.save} writes it on most machines: {@code <f4}, {@code |u1}. */
    String descriptor() {
        return (bytes == 1 ? "|" : "<") + kind + bytes;
    }

    /** The type behind the sign for the byte order in a descriptor such as {@code >f8}; null if it is none of these. */
    static @Nullable NpyType of(String descriptor) {
        if (descriptor.equals("?")) {
            return BOOL;
        }
        for (NpyType type : values()) {
            if (descriptor.equals(String.valueOf(type.kind) + type.bytes)) {
                return type;
            }
        }
        return null;
    }

    /** NumPy's name: {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
