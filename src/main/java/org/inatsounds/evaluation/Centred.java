package org.inatsounds.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How resamples scatter around their own mean, put around what was measured.
 *
 * <p>A resample repeats recordings, and a positive that was drawn twice ties with itself, which lifts average precision and F1:
 * resamples lie above what was measured. So only their deviations from their mean are of use. And a spread that was found from
 * few recordings is itself uncertain: intervals reach farther into the tails, as Student's distribution does beyond the normal
 * one. (T. C. Hesterberg, What teachers should know about the bootstrap, The American Statistician 69, 2015: the expanded
 * percentile interval.)
 */
final class Centred {

    private final double estimate;

    /** Of each resample from the mean of all, ascending. */
    private final double[] deviations;

    private final double freedom;

    private Centred(double estimate, double[] deviations, double freedom) {
        this.estimate = estimate;
        this.deviations = deviations;
        this.freedom = freedom;
    }

    /**
     * Centres.
     *
     * @param estimate what was measured
     * @param values the same of each resample; at least one
     * @param freedom the degrees of freedom that their spread rests on
     */
    static Centred of(double estimate, double[] values, double freedom) {
        // Seen from the first one, so that equal values deviate by exactly 0.
        double sum = 0;
        for (double value : values) {
            sum += value - values[0];
        }
        double mean = sum / values.length;
        double[] deviations = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            deviations[i] = values[i] - values[0] - mean;
        }
        Arrays.sort(deviations);
        return new Centred(estimate, deviations, freedom);
    }

    /**
     * The estimate plus percentiles of the deviations, interpolated between neighbours as {@code numpy.quantile} does. It
     * always holds the estimate.
     *
     * @param confidence above 0, below 1
     * @param lowest what the ends are never below; the highest is 1
     */
    Interval interval(double confidence, double lowest) {
        double tail = StudentTails.normalFor((1 - confidence) / 2, freedom);
        double low = Math.max(lowest, estimate + quantile(tail));
        double high = Math.min(1, estimate + quantile(1 - tail));
        return new Interval(Math.min(low, estimate), Math.max(high, estimate));
    }

    private double quantile(double q) {
        double position = q * (deviations.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, deviations.length - 1);
        return deviations[below] + (position - below) * (deviations[above] - deviations[below]);
    }

    /**
     * How likely an estimate as far from zero as this is where there is nothing: two-sided, twice the share of the centred
     * resamples on the other side of zero (zero itself is on both), with one added to both counts so that it is never 0. It is
     * below {@code 1 - confidence} where the interval of this confidence does not hold zero, but for interpolation and the one
     * that is added.
     *
     * @return above 0, at most 1; null where an estimate other than zero does not scatter at all: that says nothing of chance
     */
    @Nullable
    Double pValue() {
        if (estimate != 0 && deviations[0] == deviations[deviations.length - 1]) {
            return null;
        }
        long notAbove = Arrays.stream(deviations).filter(d -> estimate + d <= 0).count();
        long notBelow = Arrays.stream(deviations).filter(d -> estimate + d >= 0).count();
        double tail = (Math.min(notAbove, notBelow) + 1.0) / (deviations.length + 1);
        return tail >= 0.5 ? 1 : Math.min(1, 2 * StudentTails.ofNormal(tail, freedom));
    }
}
