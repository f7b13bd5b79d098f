package org.inatsounds.spectrogram;

/** What one element of an array is. */
public enum ElementType {
    /** An unsigned byte. */
    UINT8("|u1", 1),
    /** An IEEE single, little-endian in files. */
    FLOAT32("<f4", 4);

    private final String descriptor;
    private final int bytes;

    ElementType(String descriptor, int bytes) {
        this.descriptor = descriptor;
        this.bytes = bytes;
    }

    /** NumPy's name for it. */
    String descriptor() {
        return descriptor;
    }

    /** Its size. */
    int bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return Numbers.label(this);
    }
}
