package org.inatsounds.spectrogram;

import java.util.Arrays;
import org.inatsounds.UsageException;

/** What stands before the first and after the last sample. */
public enum Padding {
    /** Nothing: the first frame starts at the first sample, and the last one ends at or before the last. */
    NONE,
    /** Frames are centred on multiples of the hop: half an FFT length of zeros at both ends. */
    ZERO,
    /** Centred likewise; the recording is mirrored at its first and last sample, which are not repeated. */
    REFLECT;

    /**
     * Reads a name, in any case; also {@code constant}, the word that NumPy has for zeros.
     *
     * @throws UsageException if it is none
     */
    public static Padding parse(String name) {
        String word = name.equalsIgnoreCase("constant") ? ZERO.toString() : name;
        return Arrays.stream(values())
                .filter(padding -> padding.toString().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("expected none, zero or reflect"));
    }

    @Override
    public String toString() {
        return PresetNumbers.label(this);
    }
}
