package org.inatsounds.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.inatsounds.evaluation.Interval;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.evaluation.Resampling;

/**
 * How certain the metrics are.
 *
 * @param confidence of the intervals, above 0 and below 1
 * @param resampling what they are made of
 * @param intervals for each metric that has a value
 */
public record Uncertainty(double confidence, Resampling resampling, Map<Metric, Interval> intervals) {

    /** How the intervals are made: resamples around their own mean, put around the metric. */
    public static final String METHOD = "centred";

    /** Copies. */
    public Uncertainty {
        Map<Metric, Interval> copy = new EnumMap<>(Metric.class);
        copy.putAll(intervals);
        intervals = Collections.unmodifiableMap(copy);
    }

    /** The confidence in percent, without a fraction where it has none: {@code 95 %}. */
    public String percent() {
        double percent = Math.rint(confidence * 1e6) / 1e4;
        return (percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent)) + " %";
    }
}
