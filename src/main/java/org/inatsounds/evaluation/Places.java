package org.inatsounds.evaluation;

import java.util.Arrays;
import org.inatsounds.UsageException;

/**
 * Where each recording's score stands among the thresholds of each class: what is needed to count again with other weights.
 * Threads write to different recordings. Four bytes a recording and class, while it is collected.
 */
final class Places {

    private final Thresholds thresholds;

    /** By class, then recording: 0 below every threshold, else 1 + the cell: two a threshold, at it and above it. */
    private final int[][] cells;

    private final int recordings;

    /**
     * Makes room.
     *
     * @throws UsageException when the memory that the JVM may take is too small
     */
    Places(Thresholds thresholds, int recordings) {
        this.thresholds = thresholds;
        this.recordings = recordings;
        this.cells = new int[thresholds.classes()][];
        long needed = 6L * recordings * cells.length;
        long most = Runtime.getRuntime().maxMemory();
        if (needed > most) {
            throw new UsageException("resampling " + recordings + " recordings of " + cells.length
                    + " classes takes up to " + (needed >> 20) + " MiB of memory, the JVM may use " + (most >> 20)
                    + ": give it more with INATSOUNDS_JAVA_OPTS=-Xmx" + ((needed >> 30) + 2)
                    + "g, or compute no intervals, with --resamples 0");
        }
        for (int c = 0; c < cells.length; c++) {
            cells[c] = new int[recordings];
        }
    }

    /** Notes that a score was counted in a cell; see {@link ScoreCounts}. */
    void put(int recording, int c, int cell) {
        cells[c][recording] = cell - 2 * thresholds.first(c) + 1;
    }

    /**
     * Sorts the recordings of a class by where they stand. To be called once a class: what was collected is let go.
     */
    Ladder ladder(int c) {
        int[] cell = cells[c];
        cells[c] = new int[0];
        int count = 2 * (thresholds.first(c + 1) - thresholds.first(c));
        int[] end = new int[count + 1];
        for (int place : cell) {
            if (place > 0) {
                end[count - place + 1]++;
            }
        }
        for (int i = 0; i < count; i++) {
            end[i + 1] += end[i];
        }
        int[] order = new int[end[count]];
        int[] next = Arrays.copyOf(end, count);
        for (int recording = 0; recording < recordings; recording++) {
            if (cell[recording] > 0) {
                order[next[count - cell[recording]]++] = recording;
            }
        }
        return new Ladder(order, Arrays.copyOfRange(end, 1, count + 1));
    }

    /** The recordings that score at or above the lowest threshold of a class, from the highest down. */
    static final class Ladder {

        /** The recordings. */
        final int[] order;

        /**
         * Two a threshold, from the highest down: behind those above it and below the next higher one, and behind those at
         * it.
         */
        final int[] end;

        private Ladder(int[] order, int[] end) {
            this.order = order;
            this.end = end;
        }
    }
}
