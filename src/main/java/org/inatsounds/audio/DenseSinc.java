package org.inatsounds.audio;

/**
 * Makes one output sample after the other, for rates with so many phases that the weights of all would fill memory: they are
 * read from a dense table and interpolated. The error of that is below -140 dB.
 */
final class DenseSinc {

    private static final int STEPS = 4096;

    private final int half;
    private final int taps;
    private final double stepsPerSample;
    /** The kernel from its centre on, {@value #STEPS} steps a zero crossing. */
    private final double[] table = new double[SincKernel.CROSSINGS * STEPS + 2];

    private final double[] weights;

    DenseSinc(SincKernel kernel, int taps) {
        this.taps = taps;
        half = taps / 2;
        stepsPerSample = SincKernel.CROSSINGS * STEPS / kernel.halfWidth();
        for (int i = 0; i < table.length; i++) {
            table[i] = kernel.weight(i / stepsPerSample);
        }
        weights = new double[taps];
    }

    /**
     * The value between two samples.
     *
     * @param first index of the first sample that counts
     * @param fraction how far the place is from the sample in the middle to the next, 0 to below 1
     */
    float value(float[] input, int first, double fraction) {
        double all = 0;
        double sum = 0;
        for (int i = 0; i < taps; i++) {
            double place = Math.min(Math.abs(fraction + (half - 1 - i)) * stepsPerSample, table.length - 2);
            int step = (int) place;
            weights[i] = table[step] + (place - step) * (table[step + 1] - table[step]);
            all += weights[i];
        }
        for (int i = 0; i < taps; i++) {
            sum += weights[i] * input[first + i];
        }
        return (float) (sum / all);
    }
}
