package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inatsounds.evaluation.BaselineResult;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluation.Bounds;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.Evaluation.Metrics;
import org.inatsounds.evaluation.Evaluation.Supercategory;
import org.inatsounds.evaluation.FixedResult;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.evaluation.PeerResult;
import org.inatsounds.evaluation.ScaleResult;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

/** The text of an evaluation: the four metrics first, then where they come from, then what has to be known about them. */
final class EvaluationText {

    private static final int WIDTH = 80;
    private static final int NAMED_COLUMNS = 5;

    /** What notes may say is not available; the other notes are about recordings and classes. */
    private static final Set<String> METRICS = Set.of("map", "mf1", "roc_auc");

    private final EvaluationReport report;
    private final Evaluation evaluation;
    private final Writer out;

    private EvaluationText(EvaluationReport report, Writer out) {
        this.report = report;
        this.evaluation = report.evaluation();
        this.out = out;
    }

    static void write(EvaluationReport report, Writer out) throws IOException {
        EvaluationText text = new EvaluationText(report, out);
        text.heading();
        ScaleTable scales = report.extras().scales();
        if (scales != null) {
            text.scales(scales);
            return;
        }
        text.metrics();
        text.fixed();
        text.peer();
        text.baseline();
        text.supercategories();
        text.taxonomy();
        text.confusions();
        text.ties();
        text.columnsNotEvaluated();
        text.signature();
    }

    private void heading() throws IOException {
        line(report.predictions() + ": " + count(evaluation.recordings(), "recording") + " of "
                + count(evaluation.classes(), "class") + " in " + report.split());
    }

    private void scales(ScaleTable scales) throws IOException {
        line("");
        table(scales.table());
        line("");
        for (String remark : scales.remarks()) {
            line(remark);
        }
        columnsNotEvaluated();
        out.append('\n');
        for (ScaleResult column : scales.columns()) {
            out.append("signature ").append(column.signature().line()).append('\n');
        }
    }

    private void metrics() throws IOException {
        line("");
        Uncertainty uncertainty = report.extras().uncertainty();
        TextTable table = new TextTable("<><", 2);
        if (uncertainty != null) {
            table.row("", "", uncertainty.percent());
        }
        for (Metric metric : Metric.ALL) {
            if (metric == Metric.ROC_AUC) {
                table.row();
            }
            List<String> row = new ArrayList<>(List.of(metric.label(), fraction(metric.of(evaluation))));
            if (uncertainty != null) {
                row.add(Numbers.interval(uncertainty.intervals().get(metric)));
            }
            row.add(meaning(metric));
            table.row(row);
        }
        table.appendTo(out);
        line("");
        line("Means over classes, except for the two over recordings.");
        if (uncertainty != null) {
            line(uncertainty.percent() + ": " + Uncertainty.METHOD + " intervals, from "
                    + count(uncertainty.resampling().resamples(), "resample") + ".");
        }
        for (String note : IntervalNotes.ofMetrics(report)) {
            line(note);
        }
        for (Map.Entry<String, String> note : evaluation.notes().entrySet()) {
            boolean metric = METRICS.contains(note.getKey());
            line((metric ? "No " : "") + note.getKey() + ": " + note.getValue() + ".");
        }
    }

    private static String meaning(Metric metric) {
        return switch (metric) {
            case TOP1 -> "true class ranked first";
            case TOP5 -> "true class among the first five";
            case MAP -> "average precision, the dataset's primary metric";
            case MF1 -> "best F1";
            case ROC_AUC -> "area under the ROC curve";
            case MICRO_TOP1 -> "as top1, over recordings";
            case MICRO_TOP5 -> "as top5, over recordings";
        };
    }

    private void fixed() throws IOException {
        FixedResult fixed = report.extras().fixed();
        if (fixed != null) {
            line("");
            for (String note : FixedNotes.of(fixed)) {
                line(note);
            }
        }
    }

    private void peer() throws IOException {
        PeerResult peer = report.extras().peer();
        if (peer != null) {
            line("");
            line("Values of " + peer.peer().title() + " for the same file:");
            line("");
            table(ComparisonTables.peer(evaluation, peer));
            line("");
            for (String reason : ComparisonTables.reasons(peer)) {
                line(reason);
            }
        }
    }

    private void baseline() throws IOException {
        BaselineResult baseline = report.extras().baseline();
        if (baseline == null) {
            return;
        }
        Uncertainty uncertainty = report.extras().uncertainty();
        line("");
        line("Compared with " + baseline.predictions() + ":");
        line("");
        table(ComparisonTables.differences(evaluation, baseline, uncertainty == null ? "" : uncertainty.percent()));
        for (String note : IntervalNotes.ofDifferences(report)) {
            line("");
            line(note);
        }
        String metric = ComparisonTables.metricOfChanges(baseline);
        if (!baseline.gained().isEmpty()) {
            line("");
            table(ComparisonTables.changes("largest gain", metric, baseline.gained()));
        }
        if (!baseline.lost().isEmpty()) {
            line("");
            table(ComparisonTables.changes("largest loss", metric, baseline.lost()));
        }
        if (!ComparisonTables.warning(report, baseline).isEmpty()) {
            line("");
            line(ComparisonTables.warning(report, baseline));
        }
    }

    private void table(ComparisonTables.Table table) throws IOException {
        TextTable text = new TextTable("<>", 2).row(table.headings());
        table.rows().forEach(text::row);
        text.appendTo(out);
    }

    private void supercategories() throws IOException {
        TextTable table = new TextTable("<>", 2);
        table.row("supercategory", "recordings", "classes", "top1", "top5", "map", "mf1");
        evaluation.supercategories().forEach((name, group) -> table.row(supercategory(name, group)));
        line("");
        table.appendTo(out);
    }

    private static List<String> supercategory(String name, Supercategory group) {
        Metrics metrics = group.metrics();
        return List.of(
                name,
                Quantity.count(group.recordings()),
                Quantity.count(group.classes()),
                fraction(metrics.top1()),
                fraction(metrics.top5()),
                fraction(metrics.map()),
                fraction(metrics.mf1()));
    }

    private void taxonomy() throws IOException {
        List<String> ranks = new ArrayList<>(List.of("rank"));
        List<String> values = new ArrayList<>(List.of("top1"));
        evaluation.taxonomy().forEach((rank, value) -> {
            ranks.add(rank);
            values.add(fraction(value));
        });
        line("");
        new TextTable("<>", 2).row(ranks).row(values).appendTo(out);
    }

    private void confusions() throws IOException {
        if (report.confusions() == 0) {
            return;
        }
        line("");
        if (report.namedConfusions().isEmpty()) {
            line("No recording was predicted as another species.");
            return;
        }
        TextTable table = new TextTable("<<>", 2).row("true class", "predicted class", "count", "share");
        for (Confusion confusion : report.namedConfusions()) {
            table.row(
                    confusion.truth().name(),
                    confusion.predicted().name(),
                    Quantity.count(confusion.count()),
                    fraction(confusion.share()));
        }
        table.appendTo(out);
    }

    private void ties() throws IOException {
        Bounds top1 = evaluation.ties().top1();
        Bounds top5 = evaluation.ties().top5();
        if (top1.recordings() == 0 && top5.recordings() == 0) {
            return;
        }
        line("");
        line("In ties the smaller category id wins. If the true class lost or won them all:");
        line("");
        new TextTable("<>", 2)
                .row("ties", "recordings", "all lost", "all won")
                .row(bounds("top1", top1))
                .row(bounds("top5", top5))
                .appendTo(out);
    }

    private static List<String> bounds(String metric, Bounds bounds) {
        return List.of(
                metric,
                Quantity.count(bounds.recordings()),
                fraction(bounds.pessimistic()),
                fraction(bounds.optimistic()));
    }

    private void columnsNotEvaluated() throws IOException {
        List<String> columns = evaluation.columnsNotEvaluated();
        if (columns.isEmpty()) {
            return;
        }
        line("");
        line(count(columns.size(), "column") + " not evaluated, of categories outside the "
                + count(evaluation.classes(), "class") + ":");
        for (String column : columns.subList(0, Math.min(NAMED_COLUMNS, columns.size()))) {
            line("  " + column);
        }
        if (columns.size() > NAMED_COLUMNS) {
            line("  and " + Quantity.count(columns.size() - NAMED_COLUMNS) + " more");
        }
    }

    /** In one line, however long: it is to be copied. */
    private void signature() throws IOException {
        out.append("\nsignature ").append(report.signature().line()).append('\n');
    }

    /** A line, broken between words where it is longer than a terminal is wide. */
    private void line(String text) throws IOException {
        String rest = text;
        while (rest.length() > WIDTH && rest.lastIndexOf(' ', WIDTH) > 0) {
            int end = rest.lastIndexOf(' ', WIDTH);
            out.append(rest, 0, end).append('\n');
            rest = rest.substring(end + 1);
        }
        out.append(rest).append('\n');
    }

    private static String fraction(@Nullable Double value) {
        return value == null ? "-" : Numbers.fraction(value);
    }

    private static String count(int count, String noun) {
        String plural = noun.endsWith("s") ? noun + "es" : noun + "s";
        return Quantity.count(count) + " " + (count == 1 ? noun : plural);
    }
}
