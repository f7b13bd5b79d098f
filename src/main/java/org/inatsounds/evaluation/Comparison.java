package org.inatsounds.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.Evaluation.ClassResult;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.jspecify.annotations.Nullable;

/**
 * Two models on the same recordings.
 *
 * @param baseline the result of the other one
 * @param differences by metric that both have: what ours has more
 * @param changes classes whose result differs, by average precision or, where there are only ranks, by top-1: the one that
 *     largest gain first, the one that largest loss last
 */
public record Comparison(Evaluation baseline, Map<Metric, Difference> differences, List<Change> changes) {

    /** Copies. */
    public Comparison {
        differences = Collections.unmodifiableMap(new EnumMap<>(differences));
        changes = List.copyOf(changes);
    }

    /**
     * What one result has more than the other.
     *
     * @param value negative when it has less
     * @param interval centred, from the difference in the same resamples of both; it holds the value, and ends at -1 and 1;
     *     null without resamples
     * @param pValue two-sided, of the same centred differences: how likely a difference like this is if there is none; null
     *     without resamples, and where none of them differs from the others
     */
    public record Difference(
            double value,
            @Nullable Interval interval,
            @Nullable Double pValue) {}

    /**
     * A class in both results.
     *
     * @param baseline its average precision (or top-1) there
     * @param ours the same here
     */
    public record Change(Category category, int recordings, double baseline, double ours) {

        /** What it gained; negative for a loss. */
        public double gain() {
            return ours - baseline;
        }
    }

    /**
     * Compares.
     *
     * @param ours the model that is looked at
     * @param baseline the one it is compared with, resampled with the same seed or not at all
     * @param confidence of the intervals
     * @throws BadInputException when they leave out different recordings
     */
    public static Comparison of(Evaluated ours, Evaluated baseline, double confidence) {
        if (!ours.leftOut().equals(baseline.leftOut())) {
            throw new BadInputException(baseline.file() + ": expected the same recordings left out as in " + ours.file()
                    + ", got others: only results over the same recordings can be compared;"
                    + " use --missing worst");
        }
        Resamples here = ours.resamples();
        Resamples there = baseline.resamples();
        Resamples each = here == null || there == null ? null : here.minus(there);
        Map<Metric, Difference> differences = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.ALL) {
            Double mine = metric.of(ours.evaluation());
            Double other = metric.of(baseline.evaluation());
            if (mine == null || other == null) {
                continue;
            }
            double value = mine - other;
            Centred centred = each == null ? null : each.centred(metric, value);
            differences.put(
                    metric,
                    new Difference(
                            value,
                            centred == null ? null : centred.interval(confidence, -1),
                            centred == null ? null : centred.pValue()));
        }
        return new Comparison(baseline.evaluation(), differences, changes(ours.evaluation(), baseline.evaluation()));
    }

    private static List<Change> changes(Evaluation ours, Evaluation baseline) {
        Map<Integer, ClassResult> before = new HashMap<>();
        for (ClassResult result : baseline.perClass()) {
            before.put(result.category().id(), result);
        }
        boolean scored = ours.metrics().map() != null && baseline.metrics().map() != null;
        List<Change> changes = new ArrayList<>();
        for (ClassResult result : ours.perClass()) {
            ClassResult other = before.get(result.category().id());
            if (other != null) {
                Change change =
                        new Change(result.category(), result.recordings(), value(other, scored), value(result, scored));
                if (change.gain() != 0) {
                    changes.add(change);
                }
            }
        }
        changes.sort(Comparator.comparingDouble(Change::gain)
                .reversed()
                .thenComparingInt(change -> change.category().id()));
        return changes;
    }

    private static double value(ClassResult result, boolean scored) {
        Double ap = result.ap();
        return scored && ap != null ? ap : result.top1();
    }
}
