package org.inatsounds.spectrogram;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The spectrogram of one recording. Made by {@link SpectrogramBuilder}.
 *
 * <p>Frames lie in blocks, and within a block one band after the other, so that rows over time are written without
 * turning the whole array round.
 */
public final class Spectrogram implements ArrayContent {

    /** Frames of a block. Not a power of two: a frame's bytes would all fall into the same few sets of the cache. */
    static final int BLOCK = 1088;

    private final ElementType type;
    private final Layout layout;
    private final int bands;
    private final int frames;
    private final List<byte[]> blocks;

    /**
     * Takes the blocks.
     *
     * @param blocks elements, little-endian: of each band, the lowest first, {@link #BLOCK} frames
     */
    Spectrogram(ElementType type, Layout layout, int bands, int frames, List<byte[]> blocks) {
        this.type = type;
        this.layout = layout;
        this.bands = bands;
        this.frames = frames;
        this.blocks = blocks;
    }

    @Override
    public ElementType type() {
        return type;
    }

    /** The order of the elements. */
    public Layout layout() {
        return layout;
    }

    public int bands() {
        return bands;
    }

    public int frames() {
        return frames;
    }

    /** {@code [bands, frames]}, or {@code [frames, bands]} if the layout is {@link Layout#TIME_MEL}. */
    @Override
    public int[] shape() {
        return layout == Layout.TIME_MEL ? new int[] {frames, bands} : new int[] {bands, frames};
    }

    @Override
    public void writeElements(OutputStream out) throws IOException {
        if (layout == Layout.TIME_MEL) {
            writeFrames(out);
            return;
        }
        for (int row = 0; row < bands; row++) {
            writeRow(row, 0, frames, out);
        }
    }

    /**
     * One element: a byte as 0 to 255, or a float.
     *
     * @param band the lowest is 0, whatever the layout
     */
    public float value(int band, int frame) {
        byte[] block = blocks.get(frame / BLOCK);
        int index = band * BLOCK + frame % BLOCK;
        return type == ElementType.UINT8 ? block[index] & 0xFF : wrap(block).getFloat(4 * index);
    }

    /** Writes a part of a row over time; row 0 is the highest band if the layout says so. */
    void writeRow(int row, int from, int to, OutputStream out) throws IOException {
        int band = layout == Layout.MEL_TIME_HIGH_FIRST ? bands - 1 - row : row;
        int size = type.bytes();
        for (int frame = from; frame < to; ) {
            int count = Math.min(to - frame, BLOCK - frame % BLOCK);
            out.write(blocks.get(frame / BLOCK), (band * BLOCK + frame % BLOCK) * size, count * size);
            frame += count;
        }
    }

    private void writeFrames(OutputStream out) throws IOException {
        int size = type.bytes();
        byte[] row = new byte[bands * size];
        for (int frame = 0; frame < frames; frame++) {
            byte[] block = blocks.get(frame / BLOCK);
            for (int band = 0; band < bands; band++) {
                System.arraycopy(block, (band * BLOCK + frame % BLOCK) * size, row, band * size, size);
            }
            out.write(row);
        }
    }

    static ByteBuffer wrap(byte[] block) {
        return ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    }
}
