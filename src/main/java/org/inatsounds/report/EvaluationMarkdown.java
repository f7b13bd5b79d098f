package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inatsounds.evaluation.BaselineResult;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluation.Bounds;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.Evaluation.Metrics;
import org.inatsounds.evaluation.FixedResult;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.evaluation.PeerResult;
import org.inatsounds.evaluation.ScaleResult;
import org.inatsounds.internal.Quantity;

/** An evaluation in GitHub's Markdown: for the summary of a job, or a comment on a pull request. */
final class EvaluationMarkdown {

    private final EvaluationReport report;
    private final Evaluation evaluation;
    private final Writer out;

    private EvaluationMarkdown(EvaluationReport report, Writer out) {
        this.report = report;
        this.evaluation = report.evaluation();
        this.out = out;
    }

    static void write(EvaluationReport report, Writer out) throws IOException {
        EvaluationMarkdown markdown = new EvaluationMarkdown(report, out);
        markdown.heading();
        markdown.gates();
        ScaleTable scales = report.extras().scales();
        if (scales != null) {
            markdown.scales(scales);
            return;
        }
        markdown.metrics();
        markdown.fixed();
        markdown.peer();
        markdown.baseline();
        markdown.supercategories();
        markdown.taxonomy();
        markdown.confusions();
        markdown.ties();
        markdown.remarks();
    }

    private void heading() throws IOException {
        String split = report.split().isEmpty() ? "" : " on " + Markdown.escaped(report.split());
        out.write("### " + Markdown.escaped(report.predictions()) + split + "\n");
        paragraph(Quantity.count(evaluation.recordings()) + " recordings, " + Quantity.count(evaluation.classes())
                + " classes");
    }

    private void gates() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (GateOutcome gate : report.extras().gates()) {
            rows.add(List.of(gate.metric(), gate.expected(), gate.got(), gate.met() ? "met" : "**not met**"));
        }
        if (!rows.isEmpty()) {
            table(4, List.of("gate", "expected", "got", ""), rows);
        }
    }

    private void scales(ScaleTable scales) throws IOException {
        table(scales.table());
        for (String remark : scales.remarks()) {
            paragraph(Markdown.escaped(remark));
        }
        columnsNotEvaluated();
        for (ScaleResult column : scales.columns()) {
            paragraph("`" + column.signature().line() + "`");
        }
    }

    private void metrics() throws IOException {
        List<String> headings = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> intervals = new ArrayList<>();
        Uncertainty uncertainty = report.extras().uncertainty();
        for (Metric metric : Metric.ALL) {
            headings.add(metric.label());
            String value = Numbers.fraction(metric.of(evaluation));
            values.add(metric == Metric.MAP ? "**" + value + "**" : value);
            intervals.add(
                    uncertainty == null
                            ? ""
                            : Numbers.interval(uncertainty.intervals().get(metric)));
        }
        if (uncertainty == null) {
            table(0, headings, List.of(values));
        } else {
            table(0, headings, List.of(values, intervals));
            paragraph("Second line: " + uncertainty.percent() + " " + Uncertainty.METHOD + " intervals, from "
                    + Quantity.count(uncertainty.resampling().resamples()) + " resamples.");
            for (String note : IntervalNotes.ofMetrics(report)) {
                paragraph(Markdown.escaped(note));
            }
        }
    }

    private void fixed() throws IOException {
        FixedResult fixed = report.extras().fixed();
        if (fixed != null) {
            for (String note : FixedNotes.of(fixed)) {
                paragraph(Markdown.escaped(note));
            }
        }
    }

    private void peer() throws IOException {
        PeerResult peer = report.extras().peer();
        if (peer != null) {
            table(ComparisonTables.peer(evaluation, peer));
            for (String reason : ComparisonTables.reasons(peer)) {
                paragraph(Markdown.escaped(reason));
            }
        }
    }

    private void baseline() throws IOException {
        BaselineResult baseline = report.extras().baseline();
        if (baseline == null) {
            return;
        }
        Uncertainty uncertainty = report.extras().uncertainty();
        paragraph("Compared with " + Markdown.escaped(baseline.predictions()) + ":");
        table(ComparisonTables.differences(evaluation, baseline, uncertainty == null ? "" : uncertainty.percent()));
        for (String note : IntervalNotes.ofDifferences(report)) {
            paragraph(Markdown.escaped(note));
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
            paragraph(Markdown.escaped(warning));
        }
    }

    private void table(ComparisonTables.Table table) throws IOException {
        List<List<String>> rows = table.rows().stream()
                .map(row -> row.stream().map(Markdown::escaped).toList())
                .toList();
        table(1, table.headings(), rows);
    }

    private void supercategories() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        evaluation.supercategories().forEach((name, group) -> {
            Metrics metrics = group.metrics();
            rows.add(List.of(
                    Markdown.escaped(name),
                    Quantity.count(group.recordings()),
                    Quantity.count(group.classes()),
                    Numbers.fraction(metrics.top1()),
                    Numbers.fraction(metrics.top5()),
                    Numbers.fraction(metrics.map()),
                    Numbers.fraction(metrics.mf1())));
        });
        table(1, List.of("supercategory", "recordings", "classes", "top1", "top5", "map", "mf1"), rows);
    }

    private void taxonomy() throws IOException {
        List<String> ranks = new ArrayList<>(List.of("rank"));
        List<String> values = new ArrayList<>(List.of("top1"));
        evaluation.taxonomy().forEach((rank, value) -> {
            ranks.add(rank);
            values.add(Numbers.fraction(value));
        });
        table(1, ranks, List.of(values));
    }

    private void confusions() throws IOException {
        if (report.confusions() == 0) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Confusion confusion : report.namedConfusions()) {
            rows.add(List.of(
                    Markdown.escaped(confusion.truth().name()),
                    Markdown.escaped(confusion.predicted().name()),
                    Quantity.count(confusion.count()),
                    Numbers.fraction(confusion.share())));
        }
        if (rows.isEmpty()) {
            paragraph("No recording was predicted as another species.");
        } else {
            table(2, List.of("true class", "predicted class", "count", "share"), rows);
        }
    }

    private void ties() throws IOException {
        Bounds top1 = evaluation.ties().top1();
        Bounds top5 = evaluation.ties().top5();
        if (top1.recordings() > 0 || top5.recordings() > 0) {
            table(
                    1,
                    List.of("ties", "recordings", "all lost", "all won"),
                    List.of(bounds("top1", top1), bounds("top5", top5)));
        }
    }

    private static List<String> bounds(String metric, Bounds bounds) {
        return List.of(
                metric,
                Quantity.count(bounds.recordings()),
                Numbers.fraction(bounds.pessimistic()),
                Numbers.fraction(bounds.optimistic()));
    }

    private void remarks() throws IOException {
        for (Map.Entry<String, String> note : evaluation.notes().entrySet()) {
            paragraph(Markdown.escaped(note.getKey() + ": " + note.getValue()) + ".");
        }
        if (evaluation.missingRecordings() > 0) {
            paragraph(Quantity.count(evaluation.missingRecordings()) + " recordings had no row.");
        }
        columnsNotEvaluated();
        paragraph("`" + report.signature().line() + "`");
    }

    private void columnsNotEvaluated() throws IOException {
        if (!evaluation.columnsNotEvaluated().isEmpty()) {
            paragraph(Quantity.count(evaluation.columnsNotEvaluated().size())
                    + " columns not evaluated, of categories outside the classes.");
        }
    }

    private void paragraph(String text) throws IOException {
        out.write("\n" + text + "\n");
    }

    private void table(int texts, List<String> headings, List<List<String>> rows) throws IOException {
        Markdown.table(texts, headings, rows, out);
    }
}
