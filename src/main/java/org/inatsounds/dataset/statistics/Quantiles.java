package org.inatsounds.dataset.statistics;

import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are distributed. Between two numbers a quantile is interpolated, as NumPy and R do by default: of n sorted
 * numbers the quantile p is at the place (n - 1) p, counted from 0.
 *
 * @param min smallest
 * @param p05 five in a hundred are smaller, about
 * @param p25 first quartile
 * @param p50 median
 * @param p75 third quartile
 * @param p95 five in a hundred are greater, about
 * @param max greatest
 * @param mean arithmetic mean
 */
public record Quantiles(
        double min, double p05, double p25, double p50, double p75, double p95, double max, double mean) {

    /** Those of some numbers, in ascending order; null where there are none. */
    static @Nullable Quantiles of(double[] sorted) {
        if (sorted.length == 0) {
            return null;
        }
        return new Quantiles(
                sorted[0],
                at(sorted, 0.05),
                at(sorted, 0.25),
                at(sorted, 0.5),
                at(sorted, 0.75),
                at(sorted, 0.95),
                sorted[sorted.length - 1],
                DoubleStream.of(sorted).sum() / sorted.length);
    }

    private static double at(double[] sorted, double p) {
        double place = (sorted.length - 1) * p;
        int below = (int) place;
        double from = sorted[below];
        double to = sorted[Math.min(below + 1, sorted.length - 1)];
        return from + (place - below) * (to - from);
    }
}
