package org.inatsounds.audio.resample;

/**
 * The impulse response of {@link Resampler}'s low-pass filter: a sinc under a Kaiser window. Time {@code u} is counted in
 * samples of the lower rate.
 *
 * <p>The cut-off, 65/68 of the lower Nyquist frequency, puts a zero of the sinc on either end of the window. So the response
 * ends without a step, and can be interpolated up to there.
 */
public final class WindowedSinc {

    /** From the middle to either end, in samples of the lower rate. */
    static final int HALF_WIDTH = 68;

    private static final double CUT_OFF = 65.0 / HALF_WIDTH;

    /** Of the stop band, in dB: what the shape of the window is computed from. */
    private static final double ATTENUATION = 94;

    /** Kaiser, 1974: the shape for an attenuation above 50 dB. */
    private static final double BETA = 0.1102 * (ATTENUATION - 8.7);

    private static final double WINDOW_PEAK = bessel(BETA);

    private WindowedSinc() {}

    /** The response at a time, not normalised. Even; 0 from {@link #HALF_WIDTH} on. */
    static double at(double u) {
        double x = u / HALF_WIDTH;
        if (Math.abs(x) >= 1) {
            return 0;
        }
        double angle = Math.PI * CUT_OFF * u;
        double sinc = angle == 0 ? 1 : Math.sin(angle) / angle;
        return CUT_OFF * sinc * bessel(BETA * Math.sqrt(1 - x * x)) / WINDOW_PEAK;
    }

    /** The modified Bessel function of the first kind and order 0, by its power series. */
    private static double bessel(double x) {
        double quarter = x * x / 4;
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= quarter / ((double) k * k);
            sum += term;
        }
        return sum;
    }
}
