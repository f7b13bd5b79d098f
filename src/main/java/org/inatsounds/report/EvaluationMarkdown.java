package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluation.Bounds;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.Evaluation.Metrics;
import org.jspecify.annotations.Nullable;

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
        markdown.metrics();
        markdown.supercategories();
        markdown.taxonomy();
        markdown.confusions();
        markdown.ties();
        markdown.remarks();
    }

    private void heading() throws IOException {
        String split = report.split().isEmpty() ? "" : " on " + Markdown.escaped(report.split());
        out.write("### " + Markdown.escaped(report.predictions()) + split + "\n");
        paragraph(count(evaluation.recordings()) + " recordings, " + count(evaluation.classes()) + " classes");
    }

    private void metrics() throws IOException {
        Metrics metrics = evaluation.metrics();
        Evaluation.Also also = evaluation.also();
        table(
                0,
                List.of("top1", "top5", "map", "mf1", "roc_auc", "micro_top1", "micro_top5"),
                List.of(List.of(
                        fraction(metrics.top1()),
                        fraction(metrics.top5()),
                        "**" + fraction(metrics.map()) + "**",
                        fraction(metrics.mf1()),
                        fraction(also.rocAuc()),
                        fraction(also.microTop1()),
                        fraction(also.microTop5()))));
    }

    private void supercategories() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        evaluation.supercategories().forEach((name, group) -> {
            Metrics metrics = group.metrics();
            rows.add(List.of(
                    Markdown.escaped(name),
                    count(group.recordings()),
                    count(group.classes()),
                    fraction(metrics.top1()),
                    fraction(metrics.top5()),
                    fraction(metrics.map()),
                    fraction(metrics.mf1())));
        });
        table(1, List.of("supercategory", "recordings", "classes", "top1", "top5", "map", "mf1"), rows);
    }

    private void taxonomy() throws IOException {
        List<String> ranks = new ArrayList<>(List.of("rank"));
        List<String> values = new ArrayList<>(List.of("top1"));
        evaluation.taxonomy().forEach((rank, value) -> {
            ranks.add(rank);
            values.add(fraction(value));
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
                    count(confusion.count()),
                    fraction(confusion.share())));
        }
        if (rows.isEmpty()) {
            paragraph("No recording was taken for another species.");
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
                metric, count(bounds.recordings()), fraction(bounds.pessimistic()), fraction(bounds.optimistic()));
    }

    private void remarks() throws IOException {
        for (Map.Entry<String, String> note : evaluation.notes().entrySet()) {
            paragraph(Markdown.escaped(note.getKey() + ": " + note.getValue()) + ".");
        }
        if (evaluation.missingRecordings() > 0) {
            paragraph(count(evaluation.missingRecordings()) + " recordings had no row.");
        }
        if (!evaluation.columnsNotEvaluated().isEmpty()) {
            paragraph(count(evaluation.columnsNotEvaluated().size())
                    + " columns not evaluated, of categories without recordings.");
        }
        paragraph("`" + report.signature().line() + "`");
    }

    private void paragraph(String text) throws IOException {
        out.write("\n" + text + "\n");
    }

    private void table(int texts, List<String> headings, List<List<String>> rows) throws IOException {
        Markdown.table(texts, headings, rows, out);
    }

    private static String fraction(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String count(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
