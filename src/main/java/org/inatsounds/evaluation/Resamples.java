package org.inatsounds.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The metrics of each resample. Where a result has no value for a metric, there is none here. */
final class Resamples {

    private final Map<Metric, double[]> values = new EnumMap<>(Metric.class);

    Resamples(int count) {
        for (Metric metric : Metric.ALL) {
            values.put(metric, new double[count]);
        }
    }

    /** The values of a metric, by resample. Not a copy: it is filled by who resamples, and read by all others. */
    double[] of(Metric metric) {
        return Objects.requireNonNull(values.get(metric));
    }

    /** What a metric has more here than in the same resamples of another result, by resample. */
    double[] difference(Metric metric, Resamples other) {
        double[] difference = of(metric).clone();
        double[] others = other.of(metric);
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= others[i];
        }
        return difference;
    }

    /**
     * The middle part of values: percentiles, interpolated between neighbours as {@code numpy.quantile} does.
     *
     * @param confidence the share of the values between the ends
     */
    static Interval interval(double[] values, double confidence) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Interval(quantile(sorted, (1 - confidence) / 2), quantile(sorted, (1 + confidence) / 2));
    }

    private static double quantile(double[] sorted, double q) {
        double position = q * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /**
     * How likely differences as far from zero as these are if there is none: two-sided, twice the share of resamples on the
     * other side of zero (zero itself is on both), with one added to both counts so that it is never 0.
     *
     * @return above 0, at most 1
     */
    static double pValue(double[] differences) {
        long notAbove = Arrays.stream(differences).filter(d -> d <= 0).count();
        long notBelow = Arrays.stream(differences).filter(d -> d >= 0).count();
        return Math.min(1, 2.0 * (Math.min(notAbove, notBelow) + 1) / (differences.length + 1));
    }
}
