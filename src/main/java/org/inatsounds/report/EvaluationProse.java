package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.evaluation.BaselineResult;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluation.Bounds;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.Evaluation.Metrics;
import org.inatsounds.evaluation.FixedResult;
import org.inatsounds.evaluation.PeerResult;
import org.inatsounds.evaluation.ScaleResult;
import org.inatsounds.evaluation.Signature;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

/** An evaluation for people: what is told, and in which order. How it looks is up to each format. */
abstract class EvaluationProse {

    final EvaluationReport report;
    final Evaluation evaluation;
    final @Nullable Uncertainty uncertainty;
    final Writer out;

    EvaluationProse(EvaluationReport report, Writer out) {
        this.report = report;
        this.evaluation = report.evaluation();
        this.uncertainty = report.extras().uncertainty();
        this.out = out;
    }

    abstract void heading() throws IOException;

    abstract void metrics() throws IOException;

    abstract void columnsNotEvaluated() throws IOException;

    /** What has to be known, and was not told beside the metrics. */
    abstract void remarks() throws IOException;

    /** A paragraph, in which nothing is markup. */
    abstract void paragraph(String text) throws IOException;

    /** The same, where a format has room for it. */
    abstract void explanation(String text) throws IOException;

    /** Sentences that belong together. */
    abstract void sentences(List<String> sentences) throws IOException;

    abstract void table(Table table) throws IOException;

    abstract void signatures(List<Signature> signatures) throws IOException;

    /** A fraction, or what stands where there is none. */
    abstract String fraction(@Nullable Double value);

    final void write() throws IOException {
        heading();
        ScaleTable scales = report.extras().scales();
        if (scales != null) {
            table(scales.table());
            sentences(scales.remarks());
            columnsNotEvaluated();
            signatures(scales.columns().stream().map(ScaleResult::signature).toList());
            return;
        }
        metrics();
        FixedResult fixed = report.extras().fixed();
        if (fixed != null) {
            sentences(FixedNotes.of(fixed));
        }
        peer();
        baseline();
        supercategories();
        taxonomy();
        confusions();
        ties();
        remarks();
        signatures(List.of(report.signature()));
    }

    private void peer() throws IOException {
        PeerResult peer = report.extras().peer();
        if (peer != null) {
            explanation("Values of " + peer.peer().title() + " for the same file:");
            table(ComparisonTables.peer(evaluation, peer));
            sentences(ComparisonTables.reasons(peer));
        }
    }

    private void baseline() throws IOException {
        BaselineResult baseline = report.extras().baseline();
        if (baseline == null) {
            return;
        }
        paragraph("Compared with " + baseline.predictions() + ":");
        table(ComparisonTables.differences(evaluation, baseline, uncertainty == null ? "" : uncertainty.percent()));
        for (String note : IntervalNotes.ofDifferences(report)) {
            paragraph(note);
        }
        String metric = ComparisonTables.metricOfChanges(baseline);
        if (!baseline.gained().isEmpty()) {
            table(ComparisonTables.changes("largest gain", metric, baseline.gained()));
        }
        if (!baseline.lost().isEmpty()) {
            table(ComparisonTables.changes("largest loss", metric, baseline.lost()));
        }
        String warning = ComparisonTables.warning(report, baseline);
        if (!warning.isEmpty()) {
            paragraph(warning);
        }
    }

    private void supercategories() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        evaluation.supercategories().forEach((name, group) -> {
            Metrics metrics = group.metrics();
            rows.add(List.of(
                    name,
                    Quantity.count(group.recordings()),
                    Quantity.count(group.classes()),
                    fraction(metrics.top1()),
                    fraction(metrics.top5()),
                    fraction(metrics.map()),
                    fraction(metrics.mf1())));
        });
        table(new Table(1, List.of("supercategory", "recordings", "classes", "top1", "top5", "map", "mf1"), rows));
    }

    private void taxonomy() throws IOException {
        List<String> ranks = new ArrayList<>(List.of("rank"));
        List<String> values = new ArrayList<>(List.of("top1"));
        evaluation.taxonomy().forEach((rank, value) -> {
            ranks.add(rank);
            values.add(fraction(value));
        });
        table(new Table(1, ranks, List.of(values)));
    }

    private void confusions() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (Confusion confusion : report.namedConfusions()) {
            rows.add(List.of(
                    confusion.truth().name(),
                    confusion.predicted().name(),
                    Quantity.count(confusion.count()),
                    fraction(confusion.share())));
        }
        if (!rows.isEmpty()) {
            table(new Table(2, List.of("true class", "predicted class", "count", "share"), rows));
        } else if (report.confusions() > 0) {
            paragraph("No recording was predicted as another species.");
        }
    }

    private void ties() throws IOException {
        Bounds top1 = evaluation.ties().top1();
        Bounds top5 = evaluation.ties().top5();
        if (top1.recordings() > 0 || top5.recordings() > 0) {
            explanation("In ties the smaller category id wins. If the true class lost or won them all:");
            List<List<String>> rows = List.of(bounds("top1", top1), bounds("top5", top5));
            table(new Table(1, List.of("ties", "recordings", "all lost", "all won"), rows));
        }
    }

    private List<String> bounds(String metric, Bounds bounds) {
        return List.of(
                metric,
                Quantity.count(bounds.recordings()),
                fraction(bounds.pessimistic()),
                fraction(bounds.optimistic()));
    }
}
