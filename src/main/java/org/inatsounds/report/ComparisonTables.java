package org.inatsounds.report;

import java.util.ArrayList;
import java.util.List;
import org.inatsounds.evaluation.BaselineResult;
import org.inatsounds.evaluation.Comparison.Change;
import org.inatsounds.evaluation.Comparison.Difference;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.evaluation.PeerResult;
import org.inatsounds.internal.Quantity;

/** What is told of a comparison, for people. */
public final class ComparisonTables {

    private ComparisonTables() {}

    /** Each metric that both results have. */
    public static Table differences(Evaluation ours, BaselineResult baseline, String percent) {
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : Metric.ALL) {
            Difference difference = baseline.comparison().differences().get(metric);
            if (difference != null) {
                List<String> row = new ArrayList<>(List.of(
                        metric.label(),
                        Numbers.fraction(metric.of(ours)),
                        Numbers.fraction(metric.of(baseline.comparison().baseline())),
                        Numbers.difference(difference.value())));
                if (!percent.isEmpty()) {
                    row.add(Numbers.differences(difference.interval()));
                    row.add(Numbers.probability(difference.pValue()));
                }
                rows.add(row);
            }
        }
        List<String> headings = new ArrayList<>(List.of("metric", "here", "baseline", "difference"));
        if (!percent.isEmpty()) {
            headings.addAll(List.of(percent + " of it", "p"));
        }
        return new Table(1, headings, rows);
    }

    /** Classes that gained or lost. */
    public static Table changes(String heading, String metric, List<Change> changes) {
        List<List<String>> rows = new ArrayList<>();
        for (Change change : changes) {
            rows.add(List.of(
                    change.category().name(),
                    Quantity.count(change.recordings()),
                    Numbers.fraction(change.ours()),
                    Numbers.fraction(change.baseline()),
                    Numbers.difference(change.gain())));
        }
        return new Table(1, List.of(heading, "recordings", metric + " here", "baseline", "difference"), rows);
    }

    /** Each metric, here and from another tool. Where it differs, or has none, {@link #reasons} says why. */
    public static Table peer(Evaluation ours, PeerResult peer) {
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : Metric.ALL) {
            rows.add(List.of(
                    metric.label(),
                    Numbers.fraction(metric.of(ours)),
                    Numbers.fraction(peer.values().get(metric))));
        }
        return new Table(1, List.of("metric", "here", peer.peer().title()), rows);
    }

    /** Why another tool says something else: a sentence a metric. */
    public static List<String> reasons(PeerResult peer) {
        return peer.reasons().entrySet().stream()
                .map(reason -> reason.getKey().label() + ": " + reason.getValue() + ".")
                .toList();
    }

    /** Which metric classes are compared by. */
    public static String metricOfChanges(BaselineResult baseline) {
        return baseline.comparison().differences().containsKey(Metric.MAP) ? "ap" : "top1";
    }

    /** What to say when the results came about in different ways; empty when they did not. */
    public static String warning(EvaluationReport report, BaselineResult baseline) {
        List<String> differences = report.signature().differences(baseline.signature());
        return differences.isEmpty()
                ? ""
                : "The signatures differ in " + String.join(", ", differences)
                        + ": the results were not computed in the same way.";
    }
}
