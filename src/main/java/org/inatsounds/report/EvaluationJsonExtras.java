package org.inatsounds.report;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.inatsounds.evaluation.BaselineResult;
import org.inatsounds.evaluation.Comparison.Change;
import org.inatsounds.evaluation.Comparison.Difference;
import org.inatsounds.evaluation.FixedResult;
import org.inatsounds.evaluation.Interval;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.evaluation.PeerResult;
import org.inatsounds.internal.Json;
import org.jspecify.annotations.Nullable;

/** The members of an evaluation's JSON that are there only when they were asked for. */
final class EvaluationJsonExtras {

    private EvaluationJsonExtras() {}

    static void write(EvaluationReport report, Json json) throws IOException {
        Uncertainty uncertainty = report.extras().uncertainty();
        if (uncertainty != null) {
            json.object("confidence", () -> uncertainty(json, report, uncertainty));
        }
        BaselineResult baseline = report.extras().baseline();
        if (baseline != null) {
            json.object("baseline", () -> baseline(json, report, baseline));
        }
        PeerResult peer = report.extras().peer();
        if (peer != null) {
            json.object("compat", () -> peer(json, peer));
        }
        FixedResult fixed = report.extras().fixed();
        if (fixed != null) {
            json.object("thresholds", () -> fixed(json, fixed));
        }
        if (!report.extras().gates().isEmpty()) {
            json.objects("gates", report.extras().gates(), gate -> gate(json, gate));
        }
    }

    private static void uncertainty(Json json, EvaluationReport report, Uncertainty uncertainty) throws IOException {
        json.number("level", uncertainty.confidence())
                .string("method", Uncertainty.METHOD)
                .number("resamples", uncertainty.resampling().resamples())
                .number("seed", uncertainty.resampling().seed())
                .number("classes_with_one_recording", IntervalNotes.single(report.evaluation()))
                .object("intervals", () -> {
                    for (Map.Entry<Metric, Interval> entry :
                            uncertainty.intervals().entrySet()) {
                        json.object(entry.getKey().label(), () -> {
                            interval(json, entry.getValue());
                            note(json, report, entry.getValue());
                        });
                    }
                });
    }

    /** The ends; both null where there is none. */
    private static void interval(Json json, @Nullable Interval interval) throws IOException {
        json.number("low", interval == null ? null : (Double) interval.low())
                .number("high", interval == null ? null : (Double) interval.high());
    }

    /** Where an interval has no width: why. */
    private static void note(Json json, EvaluationReport report, @Nullable Interval interval) throws IOException {
        Uncertainty uncertainty = report.extras().uncertainty();
        if (uncertainty != null && interval != null && interval.isPoint()) {
            json.string("note", IntervalNotes.reason(report, uncertainty));
        }
    }

    private static void baseline(Json json, EvaluationReport report, BaselineResult baseline) throws IOException {
        json.string("predictions", baseline.predictions())
                .string("signature", baseline.signature().line())
                .strings("signature_differences", report.signature().differences(baseline.signature()))
                .object("metrics", () -> {
                    for (Metric metric : Metric.ALL) {
                        json.number(
                                metric.label(), metric.of(baseline.comparison().baseline()));
                    }
                })
                .object("differences", () -> {
                    for (Map.Entry<Metric, Difference> entry :
                            baseline.comparison().differences().entrySet()) {
                        json.object(entry.getKey().label(), () -> difference(json, report, entry.getValue()));
                    }
                });
        String metric = ComparisonTables.metricOfChanges(baseline);
        changes(json, "gained", metric, baseline.gained());
        changes(json, "lost", metric, baseline.lost());
    }

    private static void difference(Json json, EvaluationReport report, Difference difference) throws IOException {
        json.number("value", difference.value());
        interval(json, difference.interval());
        json.number("p_value", difference.pValue());
        note(json, report, difference.interval());
    }

    private static void changes(Json json, String name, String metric, List<Change> changes) throws IOException {
        json.objects(
                name,
                changes,
                change -> json.number("id", change.category().id())
                        .string("class", change.category().name())
                        .number("recordings", change.recordings())
                        .number(metric, change.ours())
                        .number("baseline_" + metric, change.baseline()));
    }

    private static void peer(Json json, PeerResult peer) throws IOException {
        json.string("tool", peer.peer().toString())
                .object("metrics", () -> {
                    for (Metric metric : Metric.ALL) {
                        json.number(metric.label(), peer.values().get(metric));
                    }
                })
                .object("reasons", () -> {
                    for (Map.Entry<Metric, String> reason : peer.reasons().entrySet()) {
                        json.string(reason.getKey().label(), reason.getValue());
                    }
                });
    }

    private static void fixed(Json json, FixedResult fixed) throws IOException {
        json.string("file", fixed.file())
                .number("classes", fixed.perClass().size())
                .number("f1", (Double) fixed.f1())
                .number("best_f1", (Double) fixed.best())
                .objects(
                        "classes_without_threshold",
                        fixed.without(),
                        category -> json.number("id", category.id()).string("class", category.name()))
                .number("thresholds_not_evaluated", fixed.others());
    }

    private static void gate(Json json, GateOutcome gate) throws IOException {
        json.string("gate", gate.kind().label())
                .string("metric", gate.metric())
                .number("limit", (Double) gate.limit())
                .number("value", gate.value())
                .bool("met", gate.met());
    }
}
