package org.inatsounds.spectrogram;

/** What stands before the first and after the last sample. */
public enum Padding {
    /** Nothing: the first frame starts at the first sample, and the last one ends at or before the last. */
    NONE,
    /** Frames are centred on multiples of the hop: half an FFT length of zeros at both ends. */
    ZERO,
    /** Centred likewise; the recording is mirrored at its first and last sample, which are not repeated. */
    REFLECT;

    @Override
    public String toString() {
        return PresetNumbers.label(this);
    }
}
