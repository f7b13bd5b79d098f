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
