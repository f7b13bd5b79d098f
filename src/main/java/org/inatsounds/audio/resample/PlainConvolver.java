package org.inatsounds.audio.resample;

/** Computes one output after the other: for ratios of rates that are too involved for {@link SegmentConvolver}. */
public final class PlainConvolver implements Convolver {

    private static final int OUTPUTS = 256;

    private final FilterBank bank;
    private final int up;
    private final int down;
    private final double[] scratch;

    PlainConvolver(FilterBank bank, int up, int down) {
        this.bank = bank;
        this.up = up;
        this.down = down;
        scratch = new double[bank.taps()];
    }

    @Override
    public int outputs() {
        return OUTPUTS;
    }

    @Override
    public void run(float[] input, int phase, float[] output) {
        for (int i = 0; i < OUTPUTS; i++) {
            long position = phase + (long) i * down;
            double[] row = bank.row((int) (position % up), scratch);
            output[i] = (float) sum(row, input, (int) (position / up));
        }
    }

    /** Four sums, because one would wait for itself. */
    private static double sum(double[] row, float[] input, int start) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int t = 0; t < row.length; t += 4) {
            a += row[t] * input[start + t];
            b += row[t + 1] * input[start + t + 1];
            c += row[t + 2] * input[start + t + 2];
            d += row[t + 3] * input[start + t + 3];
        }
        return (a + b) + (c + d);
    }
}
