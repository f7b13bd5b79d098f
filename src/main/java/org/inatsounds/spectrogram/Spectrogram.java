package org.inatsounds.spectrogram;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The spectrogram of one recording. Made by {@link SpectrogramBuilder}. Not for use by several threads at once.
 *
 * <p>Frames lie in blocks, and within a block one band after the other, so that rows over time are written without
 * turning the whole array round. The blocks of a long recording are in a temporary file: {@link #close} gives it back.
 */
public final class Spectrogram implements ArrayContent, AutoCloseable {

    /** Frames of a block. Not a power of two: a frame's bytes would all fall into the same few sets of the cache. */
    static final int BLOCK = 1088;

    private final ElementType type;
    private final AxisOrder layout;
    private final int bands;
    private final int frames;
    private final Blocks blocks;
    private final @Nullable Cutoff cutoff;

    /** Size of an element in the blocks. */
    private final int heldBytes;

    /** One row of one block. */
    private final byte[] piece;

    /**
     * Takes the blocks.
     *
     * @param blocks elements, little-endian: of each band, the lowest first, {@link #BLOCK} frames
     * @param cutoff what is to be done to them, which then are floats; null if they are what the output has
     */
    Spectrogram(ElementType type, AxisOrder layout, int bands, int frames, Blocks blocks, @Nullable Cutoff cutoff) {
        this.type = type;
        this.layout = layout;
        this.bands = bands;
        this.frames = frames;
        this.blocks = blocks;
        this.cutoff = cutoff;
        heldBytes = cutoff == null ? type.bytes() : Float.BYTES;
        piece = new byte[BLOCK * heldBytes];
    }

    @Override
    public ElementType type() {
        return type;
    }

    /** The order of the elements. */
    public AxisOrder layout() {
        return layout;
    }

    public int bands() {
        return bands;
    }

    public int frames() {
        return frames;
    }

    /** {@code [bands, frames]}, or {@code [frames, bands]} if the layout is {@link AxisOrder#TIME_MEL}. */
    @Override
    public int[] shape() {
        return layout == AxisOrder.TIME_MEL ? new int[] {frames, bands} : new int[] {bands, frames};
    }

    @Override
    public void writeElements(OutputStream out) throws IOException {
        if (layout == AxisOrder.TIME_MEL) {
            writeFrames(out);
            return;
        }
        for (int row = 0; row < bands; row++) {
            writeRow(row, 0, frames, out);
        }
    }

    /**
     * A band over time: bytes as 0 to 255, or floats.
     *
     * @param band the lowest is 0, whatever the layout
     * @param from the first frame
     * @param into takes {@code to - from} values
     */
    public void band(int band, int from, int to, float[] into) {
        for (int frame = from; frame < to; ) {
            int count = read(band, frame, to);
            ByteBuffer values = wrap(piece);
            for (int i = 0; i < count; i++) {
                into[frame - from + i] = type == ElementType.UINT8 ? piece[i] & 0xFF : values.getFloat(4 * i);
            }
            frame += count;
        }
    }

    /**
     * One element: a byte as 0 to 255, or a float. Slow: see {@link #band}.
     *
     * @param band the lowest is 0, whatever the layout
     */
    public float value(int band, int frame) {
        float[] value = new float[1];
        band(band, frame, frame + 1, value);
        return value[0];
    }

    /** Writes a part of a row over time; row 0 is the highest band if the layout says so. */
    void writeRow(int row, int from, int to, OutputStream out) throws IOException {
        int band = layout == AxisOrder.MEL_TIME_HIGH_FIRST ? bands - 1 - row : row;
        for (int frame = from; frame < to; ) {
            int count = read(band, frame, to);
            out.write(piece, 0, count * type.bytes());
            frame += count;
        }
    }

    @Override
    public void close() {
        blocks.close();
    }

    private void writeFrames(OutputStream out) throws IOException {
        int size = type.bytes();
        byte[] rows = new byte[BLOCK * bands * size];
        for (int first = 0; first < frames; first += BLOCK) {
            int count = Math.min(BLOCK, frames - first);
            for (int band = 0; band < bands; band++) {
                read(band, first, first + count);
                for (int i = 0; i < count; i++) {
                    System.arraycopy(piece, i * size, rows, (i * bands + band) * size, size);
                }
            }
            out.write(rows, 0, count * bands * size);
        }
    }

    /** Puts elements into {@link #piece}, up to the end of their block, and tells how many. */
    private int read(int band, int frame, int to) {
        int count = Math.min(to - frame, BLOCK - frame % BLOCK);
        int offset = (band * BLOCK + frame % BLOCK) * heldBytes;
        blocks.read(frame / BLOCK, offset, piece, 0, count * heldBytes);
        if (cutoff != null) {
            cutoff.apply(piece, piece, count);
        }
        return count;
    }

    static ByteBuffer wrap(byte[] block) {
        return ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    }
}
