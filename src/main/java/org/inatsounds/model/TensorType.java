package org.inatsounds.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an element of a tensor is, of those that models are fed with and give. */
public enum TensorType {
    /** An unsigned byte. */
    UINT8(1),
    /** IEEE half precision. */
    FLOAT16(2),
    /** IEEE single precision. */
    FLOAT32(4),
    /** IEEE double precision. */
    FLOAT64(8);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    boolean isFloat() {
        return this != UINT8;
    }

    /** As descriptions and NumPy write it. */
    static Optional<TensorType> named(String name) {
        return Stream.of(values()).filter(type -> type.toString().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
