package org.inatsounds.audio;

/**
 * A low pass for a change of sample rate: a sinc under a Kaiser window, as a function of time.
 *
 * <p>With {@value #CROSSINGS} zero crossings to each side and β = {@value #BETA}, what lies below 0.91 of the lower of the two
 * Nyquist frequencies passes unchanged, and what lies above that Nyquist frequency is down by 90 dB. (Kaiser's formula:
 * {@code β = 0.1102 (A - 8.7)}, width of the transition {@code (A - 8) / (2.285 · taps)}; Oppenheim and Schafer,
 * <i>Discrete-Time Signal Processing</i>, "The Kaiser Window Filter Design Method".)
 */
final class SincKernel {

    static final int CROSSINGS = 64;
    private static final double BETA = 8.96;
    /** The middle of the transition, as a share of the lower Nyquist frequency. */
    private static final double CUT_OFF = 0.955;

    private final double frequency;
    private final double halfWidth;
    private final double atCentre = besselI0(BETA);

    /** @param ratio new rate to old rate */
    SincKernel(double ratio) {
        double lower = Math.min(1, ratio);
        frequency = CUT_OFF * lower;
        halfWidth = CROSSINGS / lower;
    }

    /** Beyond so many samples of the old rate to each side it is zero. */
    double halfWidth() {
        return halfWidth;
    }

    /** The weight of a sample that lies {@code time} samples of the old rate away. */
    double weight(double time) {
        double place = time / halfWidth;
        if (Math.abs(place) >= 1) {
            return 0;
        }
        double angle = Math.PI * frequency * time;
        double sinc = angle == 0 ? 1 : Math.sin(angle) / angle;
        return frequency * sinc * besselI0(BETA * Math.sqrt(1 - place * place)) / atCentre;
    }

    /** The modified Bessel function of the first kind, order 0: its power series, which converges fast for such arguments. */
    private static double besselI0(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
