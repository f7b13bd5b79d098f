package org.inatsounds.evaluation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The metrics of each resample, for the sake of how they scatter: each class's part of a metric is stretched. Where a result
 * has no value for a metric, there is none here.
 *
 * <p>Of {@code n} recordings drawn from {@code n}, a mean scatters with {@code (n - 1) / n} of the variance that it has in new
 * recordings: the resamples know the mean of the recordings, not the true one. With 4 recordings a class that is a quarter
 * too little, and classes with few recordings are those that scatter most. So the part of a class with n recordings is
 * multiplied by {@code sqrt(n / (n - 1))}; what this adds to its mean is taken away again by who centres the values.
 */
final class Resamples {

    private static final int LANES = DrawnCounts.LANES;

    private final int[] sizes;
    private final int count;
    private final Map<Metric, double[]> values = new EnumMap<>(Metric.class);

    /** By metric, then class and lane: the classes' parts in the first {@link DrawnCounts#LANES} resamples. */
    private final Map<Metric, double[]> parts = new EnumMap<>(Metric.class);

    /**
     * Makes room.
     *
     * @param count how many resamples
     * @param sizes recordings of each class
     */
    Resamples(int count, int[] sizes) {
        this.sizes = sizes.clone();
        this.count = count;
        for (Metric metric : Metric.ALL) {
            values.put(metric, new double[count]);
            parts.put(metric, new double[sizes.length * LANES]);
        }
    }

    /** By how much the part of a class is stretched. One recording is always drawn alike: nothing tells how it scatters. */
    static double stretch(int recordings) {
        return recordings > 1 ? Math.sqrt(recordings / (recordings - 1.0)) : 1;
    }

    /** The values of a metric, by resample. Not a copy: it is filled by who resamples, and read by all others. */
    double[] of(Metric metric) {
        return Objects.requireNonNull(values.get(metric));
    }

    /** The parts of the classes in the first resamples, a lane each, by class. Not a copy, as {@link #of} is not. */
    double[] parts(Metric metric) {
        return Objects.requireNonNull(parts.get(metric));
    }

    /** What each metric has more here than in the same resamples of another result for the same recordings. */
    Resamples minus(Resamples other) {
        Resamples difference = new Resamples(count, sizes);
        for (Metric metric : Metric.ALL) {
            subtract(of(metric), other.of(metric), difference.of(metric));
            subtract(parts(metric), other.parts(metric), difference.parts(metric));
        }
        return difference;
    }

    private static void subtract(double[] from, double[] what, double[] difference) {
        for (int i = 0; i < difference.length; i++) {
            difference[i] = from[i] - what[i];
        }
    }

    /**
     * How a metric, or a difference, scatters around what was measured.
     *
     * @param estimate what was measured
     */
    Centred centred(Metric metric, double estimate) {
        return Centred.of(estimate, of(metric), freedom(metric));
    }

    /**
     * On how many degrees of freedom the scatter of a metric rests, by Satterthwaite's formula: few where most of it comes
     * from classes with few recordings. (F. E. Satterthwaite, An approximate distribution of estimates of variance components,
     * Biometrics Bulletin 2, 1946.)
     *
     * @return at least 1; infinite where nothing scatters
     */
    double freedom(Metric metric) {
        double[] part = parts(metric);
        double sum = 0;
        double squares = 0;
        for (int c = 0; c < sizes.length; c++) {
            double variance = variance(part, c * LANES);
            sum += variance;
            squares += sizes[c] > 1 ? variance * variance / (sizes[c] - 1) : 0;
        }
        return squares > 0 ? sum * sum / squares : Double.POSITIVE_INFINITY;
    }

    private static double variance(double[] part, int first) {
        double sum = 0;
        for (int i = first; i < first + LANES; i++) {
            sum += part[i];
        }
        double squares = 0;
        for (int i = first; i < first + LANES; i++) {
            double deviation = part[i] - sum / LANES;
            squares += deviation * deviation;
        }
        return squares / (LANES - 1);
    }
}
