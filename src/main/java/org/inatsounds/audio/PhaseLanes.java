package org.inatsounds.audio;

import java.util.Arrays;

/**
 * Makes a block of output samples from weights that are computed once for each phase. All loops run along the output samples of
 * one phase, which the JIT compiler turns into vector instructions: several times as fast as one sum after the other.
 *
 * <p>Output sample {@code phase + q * to} is the sum over {@code i} of {@code weight[phase][i] * input[offset(phase) + i + q * from]}.
 * So that neighbours in {@code q} lie side by side, the input is laid out in {@code from} rows: sample {@code a * from + r} is
 * element {@code a} of row {@code r}.
 */
final class PhaseLanes {

    private static final int OUTPUTS = 4096;
    private static final int FEWEST_LANES = 64;
    private static final int MOST_LANES = 2048;

    private final int from;
    private final int to;
    private final int taps;
    private final int lanes;
    private final double[][] weights;
    private final double[][] rows;
    private final double[] sums;

    /**
     * Computes the weights.
     *
     * @param from old rate, in lowest terms
     * @param to new rate, likewise
     * @param taps samples that count for one output sample
     */
    PhaseLanes(SincKernel kernel, int from, int to, int taps) {
        this.from = from;
        this.to = to;
        this.taps = taps;
        lanes = Math.max(FEWEST_LANES, Math.min(MOST_LANES, OUTPUTS / to));
        weights = new double[to][taps];
        for (int phase = 0; phase < to; phase++) {
            double fraction = (double) ((long) phase * from % to) / to;
            double sum = 0;
            for (int i = 0; i < taps; i++) {
                weights[phase][i] = kernel.weight(fraction + (taps / 2 - 1 - i));
                sum += weights[phase][i];
            }
            for (int i = 0; i < taps; i++) {
                weights[phase][i] /= sum;
            }
        }
        rows = new double[from][lanes + (from + taps) / from + 1];
        sums = new double[lanes];
    }

    /** Output samples of a whole block. */
    int outputs() {
        return lanes * to;
    }

    /** Input samples that so many output samples are made from. */
    int inputs(int outputs) {
        return (outputs + to - 1) / to * from + taps;
    }

    /**
     * Makes output samples, the first of them of phase 0.
     *
     * @param first index of the first input sample that counts for the first output sample
     * @param outputs how many, at most {@link #outputs()}
     */
    void make(float[] input, int first, int outputs, float[] out) {
        int some = (outputs + to - 1) / to;
        int count = inputs(outputs);
        for (int a = 0, at = 0; at < count; a++) {
            for (int r = 0; r < from && at < count; r++, at++) {
                rows[r][a] = input[first + at];
            }
        }
        for (int phase = 0; phase < to; phase++) {
            Arrays.fill(sums, 0, some, 0);
            int offset = (int) ((long) phase * from / to);
            for (int i = 0; i < taps; i++) {
                add(weights[phase][i], rows[(offset + i) % from], (offset + i) / from, sums, some);
            }
            for (int q = 0; q < some && phase + q * to < outputs; q++) {
                out[phase + q * to] = (float) sums[q];
            }
        }
    }

    private static void add(double weight, double[] row, int from, double[] sums, int count) {
        for (int q = 0; q < count; q++) {
            sums[q] += weight * row[from + q];
        }
    }
}
