package org.inatsounds.audio.resample;

/**
 * The filter of {@link Resampler}, one row of weights a phase.
 *
 * <p>An output that lies {@code phase / up} input samples after input {@code n}, {@code 0 <= phase < up}, is the sum over
 * {@code 0 <= t < taps} of {@code row[t] * input[n - reach + 1 + t]}, with {@code reach = taps / 2}. Every row sums to 1.
 *
 * <p>If all rows hold at most {@value #LARGEST_TABLE} weights, they are made once. Else only the rows of some evenly spaced
 * phases are, and the others are interpolated between the nearest four (third-order Lagrange). The spacing is at most
 * 1/{@value #RESOLUTION} sample of the lower rate, which makes an error of less than {@code 0.024 (π / 128)⁴ < 1e-8}, 160 dB
 * down: the fourth difference of the highest frequency that passes.
 */
public final class FilterBank {

    private static final int LARGEST_TABLE = 1 << 18;
    private static final int RESOLUTION = 128;
    /** One row before the first phase and two after the last. */
    private static final int EXTRA_ROWS = 3;

    private final int up;
    private final int taps;
    private final boolean exact;
    /** Phases that have a row, but for the extra ones. */
    private final int phases;

    private final double[][] rows;

    /**
     * Makes the rows.
     *
     * @param up output rate, divided by the greatest common divisor of the rates
     * @param down input rate, divided by the same
     */
    FilterBank(int up, int down) {
        this.up = up;
        double inputsPerSample = Math.max(1, (double) down / up);
        int reach = (int) Math.ceil(WindowedSinc.HALF_WIDTH * inputsPerSample);
        exact = (long) up * 2 * even(reach) <= LARGEST_TABLE;
        // The extra rows are shifted by up to one sample.
        int half = even(exact ? reach : reach + 1);
        taps = 2 * half;
        phases = exact ? up : (int) Math.ceil(RESOLUTION / inputsPerSample);
        rows = new double[exact ? phases : phases + EXTRA_ROWS][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row((double) (exact ? i : i - 1) / phases, half, inputsPerSample);
        }
    }

    /** Weights of a row: a multiple of 4. */
    int taps() {
        return taps;
    }

    /**
     * The weights of a phase.
     *
     * @param scratch takes them, if they must be interpolated; as long as a row
     * @return {@code scratch}, or a row that is not to be changed
     */
    double[] row(int phase, double[] scratch) {
        if (exact) {
            return rows[phase];
        }
        long scaled = (long) phase * phases;
        int first = (int) (scaled / up);
        double x = (double) (scaled % up) / up;
        mix(
                first,
                -x * (x - 1) * (x - 2) / 6,
                (x + 1) * (x - 1) * (x - 2) / 2,
                -(x + 1) * x * (x - 2) / 2,
                (x + 1) * x * (x - 1) / 6,
                scratch);
        return scratch;
    }

    /** Separate arrays with one index: the form that is compiled to vector instructions. */
    private void mix(int first, double a, double b, double c, double d, double[] into) {
        double[] p = rows[first];
        double[] q = rows[first + 1];
        double[] r = rows[first + 2];
        double[] s = rows[first + 3];
        for (int t = 0; t < into.length; t++) {
            into[t] = (a * p[t] + b * q[t]) + (c * r[t] + d * s[t]);
        }
    }

    private static double[] row(double fraction, int half, double inputsPerSample) {
        double[] row = new double[2 * half];
        double sum = 0;
        for (int t = 0; t < row.length; t++) {
            row[t] = WindowedSinc.at((t - half + 1 - fraction) / inputsPerSample);
            sum += row[t];
        }
        for (int t = 0; t < row.length; t++) {
            row[t] /= sum;
        }
        return row;
    }

    private static int even(int count) {
        return count + count % 2;
    }
}
