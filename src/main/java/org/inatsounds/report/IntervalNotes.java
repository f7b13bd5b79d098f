package org.inatsounds.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inatsounds.evaluation.BaselineResult;
import org.inatsounds.evaluation.Comparison.Difference;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Interval;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

/** What has to be known of intervals where they say less than they seem to. */
public final class IntervalNotes {

    private IntervalNotes() {}

    /** Sentences to stand beside the intervals of metrics; none where nothing is odd, or there are no intervals. */
    public static List<String> ofMetrics(EvaluationReport report) {
        Uncertainty uncertainty = report.extras().uncertainty();
        List<String> notes = new ArrayList<>();
        if (uncertainty == null) {
            return notes;
        }
        String points = points(uncertainty.intervals());
        if (!points.isEmpty()) {
            notes.add("Interval without width: " + points + ". " + sentence(report, uncertainty));
        }
        int single = single(report.evaluation());
        if (single > 0 && single < report.evaluation().classes()) {
            notes.add(
                    Quantity.count(single) + " of "
                            + Quantity.count(report.evaluation().classes())
                            + " classes have one recording: the intervals do not show what other recordings of these classes would change.");
        }
        return notes;
    }

    /** The same for the differences from a baseline. */
    public static List<String> ofDifferences(EvaluationReport report) {
        Uncertainty uncertainty = report.extras().uncertainty();
        BaselineResult baseline = report.extras().baseline();
        List<String> notes = new ArrayList<>();
        if (uncertainty == null || baseline == null) {
            return notes;
        }
        Map<Metric, Difference> differences = baseline.comparison().differences();
        String points = Metric.ALL.stream()
                .filter(metric -> isPoint(differences.get(metric)))
                .map(Metric::label)
                .collect(Collectors.joining(", "));
        if (!points.isEmpty()) {
            notes.add("Interval of the difference without width: " + points + ". " + sentence(report, uncertainty));
        }
        return notes;
    }

    private static boolean isPoint(@Nullable Difference difference) {
        Interval interval = difference == null ? null : difference.interval();
        return interval != null && interval.isPoint();
    }

    private static String points(Map<Metric, Interval> intervals) {
        return intervals.entrySet().stream()
                .filter(entry -> entry.getValue().isPoint())
                .map(entry -> entry.getKey().label())
                .collect(Collectors.joining(", "));
    }

    private static String sentence(EvaluationReport report, Uncertainty uncertainty) {
        String reason = reason(report, uncertainty);
        return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".";
    }

    /** Why an interval has no width, without a full stop. */
    static String reason(EvaluationReport report, Uncertainty uncertainty) {
        if (uncertainty.resampling().resamples() == 1) {
            return "one resample has no spread";
        }
        return single(report.evaluation()) == report.evaluation().classes()
                ? "each class has one recording, which is in every resample: how much other recordings would change is not known"
                : "the value is the same in every resample: with other recordings it may differ";
    }

    /** How many classes have one recording. */
    static int single(Evaluation evaluation) {
        return (int) evaluation.perClass().stream()
                .filter(result -> result.recordings() == 1)
                .count();
    }
}
