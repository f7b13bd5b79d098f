package org.inatsounds.audio;

import org.inatsounds.audio.resample.Resampler;

/**
 * What {@link Resampler} is to compute, written as its documentation says it: every output is the sum over all input samples
 * under the window, the filter evaluated for each of them, divided by the sum of the filter.
 */
public final class LiteralResampler {

    private static final int HALF_WIDTH = 68;
    private static final double CUT_OFF = 65.0 / 68;
    private static final double BETA = 0.1102 * (94 - 8.7);
    private static final int STEPS = 64;

    private LiteralResampler() {}

    /** Sample {@code m} of the output. */
    public static double sample(float[] input, int fromRate, int toRate, long m) {
        double perInput = Math.min(1, (double) toRate / fromRate);
        long middle = Math.floorDiv(m * fromRate, toRate);
        double fraction = (double) Math.floorMod(m * fromRate, toRate) / toRate;
        int reach = (int) Math.ceil(HALF_WIDTH / perInput) + 1;
        double sum = 0;
        double weights = 0;
        for (int i = -reach; i <= reach; i++) {
            double weight = filter((i - fraction) * perInput);
            long at = middle + i;
            weights += weight;
            sum += at >= 0 && at < input.length ? weight * input[(int) at] : 0;
        }
        return sum / weights;
    }

    private static double filter(double u) {
        if (Math.abs(u) > HALF_WIDTH) {
            return 0;
        }
        double sinc = u == 0 ? CUT_OFF : Math.sin(Math.PI * CUT_OFF * u) / (Math.PI * u);
        return sinc * bessel(BETA * Math.sqrt(1 - u * u / HALF_WIDTH / HALF_WIDTH));
    }

    /** By its integral, the mean of {@code exp(x cos θ)}. */
    private static double bessel(double x) {
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += Math.exp(x * Math.cos(2 * Math.PI * i / STEPS));
        }
        return sum / STEPS;
    }
}
