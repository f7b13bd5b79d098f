package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.evaluation.Signature;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

/** The text of an evaluation: the four metrics first, then where they come from, then what has to be known about them. */
final class EvaluationText extends EvaluationProse {

    private static final int WIDTH = 80;
    private static final int NAMED_COLUMNS = 5;

    /** What notes may say is not available; the other notes are about recordings and classes. */
    private static final Set<String> METRICS = Set.of("map", "mf1", "roc_auc");

    EvaluationText(EvaluationReport report, Writer out) {
        super(report, out);
    }

    @Override
    void heading() throws IOException {
        line(report.predictions() + ": " + count(evaluation.recordings(), "recording") + " of "
                + count(evaluation.classes(), "class") + " in " + report.split());
    }

    @Override
    void metrics() throws IOException {
        line("");
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

    @Override
    void remarks() throws IOException {
        columnsNotEvaluated();
    }

    @Override
    void columnsNotEvaluated() throws IOException {
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

    /** Each in one line, however long: it is to be copied. */
    @Override
    void signatures(List<Signature> signatures) throws IOException {
        out.append('\n');
        for (Signature signature : signatures) {
            out.append("signature ").append(signature.line()).append('\n');
        }
    }

    @Override
    void paragraph(String text) throws IOException {
        line("");
        line(text);
    }

    @Override
    void explanation(String text) throws IOException {
        paragraph(text);
    }

    @Override
    void sentences(List<String> sentences) throws IOException {
        line("");
        for (String sentence : sentences) {
            line(sentence);
        }
    }

    @Override
    void table(Table table) throws IOException {
        line("");
        table.text(out);
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

    @Override
    String fraction(@Nullable Double value) {
        return value == null ? "-" : Numbers.fraction(value);
    }

    private static String count(int count, String noun) {
        String plural = noun.endsWith("s") ? noun + "es" : noun + "s";
        return Quantity.count(count) + " " + (count == 1 ? noun : plural);
    }
}
