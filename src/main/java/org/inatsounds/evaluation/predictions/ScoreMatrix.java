package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.inatsounds.internal.Scratch;

/**
 * Scores of recordings for classes, float64, in a temporary file that goes away with it: rows in the order in which
 * recordings are first named. One row is in memory; files most often have the rows of a recording one behind the other.
 */
final class ScoreMatrix implements AutoCloseable {

    private static final int NONE = -1;

    private final FileChannel channel;
    private final int[] slotOf;
    private final int[] recordingOf;
    private final ByteBuffer buffer;
    private final DoubleBuffer values;
    private final double[] row;
    private final double blank;
    private int slots;
    private int current = NONE;

    /**
     * Makes an empty one.
     *
     * @param recordings how many there are, at most that many rows
     * @param classes numbers a row
     * @param blank what a new row holds
     */
    ScoreMatrix(int recordings, int classes, double blank) throws IOException {
        this.blank = blank;
        this.channel = Scratch.open();
        this.slotOf = new int[recordings];
        this.recordingOf = new int[recordings];
        this.buffer = ByteBuffer.allocateDirect(classes * Double.BYTES).order(ByteOrder.nativeOrder());
        this.values = buffer.asDoubleBuffer();
        this.row = new double[classes];
        Arrays.fill(slotOf, NONE);
    }

    /** Whether a recording has a row. */
    boolean has(int recording) {
        return slotOf[recording] != NONE;
    }

    /**
     * The row of a recording, to be read and changed until the next call; a new one is all blank.
     *
     * @param recording its place in the annotations
     */
    double[] row(int recording) throws IOException {
        if (recording == current) {
            return row;
        }
        flush();
        current = recording;
        if (has(recording)) {
            load(slotOf[recording]);
        } else {
            slotOf[recording] = slots;
            recordingOf[slots++] = recording;
            Arrays.fill(row, blank);
        }
        return row;
    }

    private long offset(int slot) {
        return (long) slot * row.length * Double.BYTES;
    }

    private void load(int slot) throws IOException {
        buffer.clear();
        new Content.OfFile(channel, offset(slots)).read(offset(slot), buffer);
        values.get(0, row);
    }

    private void flush() throws IOException {
        if (current == NONE) {
            return;
        }
        values.put(0, row);
        buffer.clear();
        long at = offset(slotOf[current]);
        try {
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
        } catch (IOException e) {
            throw Spool.full("scores", e);
        }
        current = NONE;
    }

    /** What a new row holds. */
    double blank() {
        return blank;
    }

    /** The recordings that have rows, in the order of the rows. */
    int[] recordings() {
        return Arrays.copyOf(recordingOf, slots);
    }

    /** What is in the file, as a {@code .npy} would have it. */
    MatrixHeader header() {
        return MatrixHeader.ofDoubles(slots, row.length);
    }

    /** The whole of it. Closing it is closing this. */
    Content content() throws IOException {
        flush();
        return new Content.OfFile(channel, offset(slots));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
