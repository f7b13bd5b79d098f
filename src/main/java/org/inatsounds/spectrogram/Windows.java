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
    private final int count;
    private final int before;

    /**
     * Cuts a spectrogram; nothing is copied.
     *
     * @throws IllegalArgumentException if its layout is {@link Layout#TIME_MEL}
     */
    public Windows(Spectrogram spectrogram) {
        if (spectrogram.layout() == Layout.TIME_MEL) {
            throw new IllegalArgumentException("Windows need a row a band, got " + spectrogram.layout());
        }
        this.spectrogram = spectrogram;
        count = count(spectrogram.frames());
        before = (int) ((STRIDE * (count - 1L) + FRAMES - spectrogram.frames()) / 2);
    }

    /** How many windows a recording of so many frames has. */
    public static int count(int frames) {
        return frames <= FRAMES ? 1 : (frames - FRAMES - 1) / STRIDE + 2;
    }

    @Override
    public ElementType type() {
        return spectrogram.type();
    }

    /** {@code [windows, bands, 512]}. */
    @Override
    public int[] shape() {
        return new int[] {count, spectrogram.bands(), FRAMES};
    }

    @Override
    public void writeElements(OutputStream out) throws IOException {
        byte[] zeros = new byte[FRAMES * type().bytes()];
        for (int window = 0; window < count; window++) {
            int first = STRIDE * window - before;
            int from = Math.max(first, 0);
            int to = Math.min(first + FRAMES, spectrogram.frames());
            for (int row = 0; row < spectrogram.bands(); row++) {
                out.write(zeros, 0, (from - first) * type().bytes());
                spectrogram.writeRow(row, from, to, out);
                out.write(zeros, 0, (first + FRAMES - to) * type().bytes());
            }
        }
    }
}
