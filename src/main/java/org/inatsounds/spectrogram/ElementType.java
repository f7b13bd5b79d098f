package org.inatsounds.spectrogram;

import org.inatsounds.npy.NpyType;

/** What one element of an array is. */
public enum ElementType {
    /** An unsigned byte. */
    UINT8(NpyType.UINT8),
    /** An IEEE single, little-endian in files. */
    FLOAT32(NpyType.FLOAT32);

    private final NpyType npy;

    ElementType(NpyType npy) {
        this.npy = npy;
    }

    /** What it is in files. */
    NpyType npy() {
        return npy;
    }

    /** Its size. */
    public int bytes() {
        return npy.bytes();
    }

    @Override
    public String toString() {
        return PresetNumbers.label(this);
    }
}
