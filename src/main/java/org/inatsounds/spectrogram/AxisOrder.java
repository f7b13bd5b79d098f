package org.inatsounds.spectrogram;

/** The order of a spectrogram's elements. */
public enum AxisOrder {
    /** {@code [mel, time]}, row 0 is the highest frequency: an image. */
    MEL_TIME_HIGH_FIRST,
    /** {@code [mel, time]}, row 0 is the lowest frequency, as librosa and torchaudio have it. */
    MEL_TIME,
    /** {@code [time, mel]}, the lowest frequency first. */
    TIME_MEL;

    @Override
    public String toString() {
        return PresetNumbers.label(this);
    }
}
