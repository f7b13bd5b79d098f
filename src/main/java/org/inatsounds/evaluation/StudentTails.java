package org.inatsounds.evaluation;

/**
 * Tails of Student's distribution beside those of the normal one, where both are cut at the same place. By Wallace's
 * approximation (D. L. Wallace, Bounds on normal approximations to Student's and the chi-square distributions, Annals of
 * Mathematical Statistics 30, 1959): within 0.001 of the probability from 3 degrees of freedom on.
 */
final class StudentTails {

    /** As far out as {@link #normal} can tell a tail from none. */
    private static final double FARTHEST = 8;

    private StudentTails() {}

    /**
     * The tail of the normal distribution beyond the place where Student's has a tail of {@code tail}.
     *
     * @param tail above 0, at most 0.5
     * @param freedom degrees of freedom, at least 1; may be infinite
     * @return at most {@code tail}; 0 where it is too small to tell
     */
    static double normalFor(double tail, double freedom) {
        if (Double.isInfinite(freedom)) {
            return tail;
        }
        double z = deviate(tail) / slope(freedom);
        return normal(Math.sqrt(freedom * Math.expm1(z * z / freedom)));
    }

    /** The other way round: the tail of Student's distribution beyond the place where the normal one has a tail of this. */
    static double ofNormal(double tail, double freedom) {
        if (Double.isInfinite(freedom)) {
            return tail;
        }
        double t = deviate(tail);
        return normal(slope(freedom) * Math.sqrt(freedom * Math.log1p(t * t / freedom)));
    }

    private static double slope(double freedom) {
        return (8 * freedom + 1) / (8 * freedom + 3);
    }

    /** The place, from 0, beyond which the normal distribution has this tail. */
    private static double deviate(double tail) {
        double low = 0;
        double high = FARTHEST;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (normal(middle) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /**
     * The tail of the normal distribution beyond {@code x}, by the series in G. Marsaglia, Evaluating the normal distribution,
     * Journal of Statistical Software 11(4), 2004.
     *
     * @param x at least 0
     */
    static double normal(double x) {
        if (x >= FARTHEST) {
            return 0;
        }
        double sum = x;
        double before = 0;
        double term = x;
        for (int i = 3; sum != before; i += 2) {
            term *= x * x / i;
            before = sum;
            sum += term;
        }
        return Math.max(0, 0.5 - sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI));
    }
}
