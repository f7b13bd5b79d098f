package org.inatsounds.spectrogram;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The windows that classifiers see: 512 frames (2.97 s) of a spectrogram, one every 256 frames, {@code [n, bands, 512]}.
 *
 * <p>A recording of {@code T} frames up to 512 is filled up with zeros to 512. A longer one is filled up to
 * {@code 256 n + 512} with {@code n = ceil((T - 512) / 256)}, which gives {@code n + 1} windows. Half of the zeros, rounded
 * down, stand before it. They are zeros of the array: for bytes, the lower end of the dB range.
 */
public final class Windows implements ArrayContent {

    /** Frames of a window. */
    public static final int FRAMES = 512;

    /** Frames from one window to the next. */
    public static final int STRIDE = 256;

    private final Spectrogram spectrogram;
    private final int length;
    private final int stride;
    private final int count;
    private final int before;
    private final byte[] zeros;

    /**
     * Cuts a spectrogram; nothing is copied.
     *
     * @throws IllegalArgumentException if its layout is {@link AxisOrder#TIME_MEL}
     */
    public Windows(Spectrogram spectrogram) {
        this(spectrogram, FRAMES, STRIDE);
    }

    /**
     * The same rule with other numbers.
     *
     * @param length frames of a window, at least 1
     * @param stride frames from one to the next, 1 to {@code length}
     * @throws IllegalArgumentException if the layout is {@link AxisOrder#TIME_MEL}, or a number out of range
     */
    public Windows(Spectrogram spectrogram, int length, int stride) {
        if (stride < 1 || stride > length) {
            throw new IllegalArgumentException(
                    "Windows of " + length + " frames need a stride of 1 to that, got " + stride);
        }
        if (spectrogram.layout() == AxisOrder.TIME_MEL) {
            throw new IllegalArgumentException("Windows need one row per band, got " + spectrogram.layout());
        }
        this.spectrogram = spectrogram;
        this.length = length;
        this.stride = stride;
        count = count(spectrogram.frames(), length, stride);
        before = (int) ((stride * (count - 1L) + length - spectrogram.frames()) / 2);
        zeros = new byte[length * type().bytes()];
    }

    /** How many windows a recording of so many frames has. */
    public static int count(int frames) {
        return count(frames, FRAMES, STRIDE);
    }

    private static int count(int frames, int length, int stride) {
        return frames <= length ? 1 : (frames - length - 1) / stride + 2;
    }

    /** How many windows there are. */
    public int count() {
        return count;
    }

    /** The frame of the spectrogram that a window begins with; negative where zeros stand before it. */
    public int first(int window) {
        return stride * window - before;
    }

    @Override
    public ElementType type() {
        return spectrogram.type();
    }

    /** {@code [windows, bands, frames]}. */
    @Override
    public int[] shape() {
        return new int[] {count, spectrogram.bands(), length};
    }

    @Override
    public void writeElements(OutputStream out) throws IOException {
        for (int window = 0; window < count; window++) {
            writeWindow(window, out);
        }
    }

    /**
     * Writes one of them, {@code [bands, frames]}, as {@link #writeElements} writes all.
     *
     * @throws IOException as the stream does
     */
    public void writeWindow(int window, OutputStream out) throws IOException {
        int first = first(window);
        int from = Math.max(first, 0);
        int to = Math.min(first + length, spectrogram.frames());
        for (int row = 0; row < spectrogram.bands(); row++) {
            out.write(zeros, 0, (from - first) * type().bytes());
            spectrogram.writeRow(row, from, to, out);
            out.write(zeros, 0, (first + length - to) * type().bytes());
        }
    }
}
