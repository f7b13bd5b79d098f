package org.inatsounds.audio.resample;

import java.util.Arrays;

/**
 * Computes {@value #SEGMENTS} outputs at a time. A block of input is cut into so many segments of equal length, which are laid
 * side by side: row {@code i} of the table holds sample {@code i} of every segment. A segment is a whole number of turns
 * through the phases, so that output {@code q} has the same weights in all of them, and is a weighted sum of rows. That is a
 * loop over arrays, one index and no sum in it, which is compiled to vector instructions. The sum of an output is taken in
 * the same order wherever it stands.
 *
 * <pre>
 * input   |---- segment 0 ----|---- segment 1 ----|---- segment 2 ----|…|taps|
 * table   row 0: samples 0 of all segments; row 1: samples 1; … and as many rows of the next segment as the filter has taps
 * </pre>
 */
public final class SegmentConvolver implements Convolver {

    private static final int SEGMENTS = 128;

    /** Rows of the table, and outputs of a segment: 8 MB and 4 MB. */
    private static final int LIMIT = 8192;

    /** Outputs, then taps, that are done together: their rows are in the first-level cache by then. */
    private static final int OUTPUT_TILE = 8;

    private static final int TAP_TILE = 16;

    /** Rows that are filled together. */
    private static final int FILL_TILE = 64;

    private final FilterBank bank;
    private final int up;
    private final int down;
    private final int inputs;
    private final int outputs;
    private final double[][] table;
    private final double[][] sums;
    private final double[][] scratch;
    private final double[][] weights;
    private final int[] start;

    /** Prepares the table. Only for what {@link #suits}. */
    SegmentConvolver(FilterBank bank, int up, int down) {
        this.bank = bank;
        this.up = up;
        this.down = down;
        int taps = bank.taps();
        // Twice the taps: what two segments share is copied.
        int turns = Math.max(1, Math.min(Math.min(2 * taps, LIMIT - taps) / down, LIMIT / up));
        inputs = turns * down;
        outputs = turns * up;
        table = new double[inputs + taps][SEGMENTS];
        sums = new double[OUTPUT_TILE][SEGMENTS];
        scratch = new double[OUTPUT_TILE][taps];
        weights = new double[OUTPUT_TILE][];
        start = new int[OUTPUT_TILE];
    }

    /** Whether the table has room for a turn through the phases. */
    static boolean suits(FilterBank bank, int up, int down) {
        return up <= LIMIT && down + bank.taps() <= LIMIT;
    }

    @Override
    public int outputs() {
        return SEGMENTS * outputs;
    }

    @Override
    public void run(float[] input, int phase, float[] output) {
        for (int first = 0; first < table.length; first += FILL_TILE) {
            fill(input, first, Math.min(first + FILL_TILE, table.length));
        }
        for (int first = 0; first < outputs; first += OUTPUT_TILE) {
            int count = Math.min(OUTPUT_TILE, outputs - first);
            addUp(phase, first, count);
            for (int i = 0; i < count; i++) {
                put(sums[i], output, first + i);
            }
        }
    }

    private void fill(float[] input, int from, int to) {
        for (int segment = 0; segment < SEGMENTS; segment++) {
            int offset = segment * inputs;
            for (int row = from; row < to; row++) {
                table[row][segment] = input[offset + row];
            }
        }
    }

    private void addUp(int phase, int first, int count) {
        for (int i = 0; i < count; i++) {
            long position = phase + (long) (first + i) * down;
            start[i] = (int) (position / up);
            weights[i] = bank.row((int) (position % up), scratch[i]);
            Arrays.fill(sums[i], 0);
        }
        int taps = bank.taps();
        for (int tile = 0; tile < taps; tile += TAP_TILE) {
            int end = Math.min(tile + TAP_TILE, taps);
            for (int i = 0; i < count; i++) {
                for (int tap = tile; tap < end; tap += 4) {
                    addFour(start[i] + tap, weights[i], tap, sums[i]);
                }
            }
        }
    }

    private void addFour(int row, double[] weights, int tap, double[] sums) {
        double[] p = table[row];
        double[] q = table[row + 1];
        double[] r = table[row + 2];
        double[] s = table[row + 3];
        double a = weights[tap];
        double b = weights[tap + 1];
        double c = weights[tap + 2];
        double d = weights[tap + 3];
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (a * p[i] + b * q[i]) + (c * r[i] + d * s[i]);
        }
    }

    private void put(double[] sums, float[] output, int first) {
        for (int segment = 0; segment < SEGMENTS; segment++) {
            output[segment * outputs + first] = (float) sums[segment];
        }
    }
}
