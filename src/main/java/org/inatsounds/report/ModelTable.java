package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inatsounds.evaluation.BaselineResult;
import org.inatsounds.evaluation.Comparison.Difference;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Interval;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.internal.Csv;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Text;
import org.jspecify.annotations.Nullable;

/** Several models that were scored alike, a row each; for one it is a table of one row. */
public final class ModelTable {

    private static final String LAYOUT = "layout ";

    private final List<EvaluationReport> models;

    private ModelTable(List<EvaluationReport> models) {
        this.models = models;
    }

    /**
     * Writes it. JSON is an array with an object a model. The writer stays open.
     *
     * @param models at least one, in the order in which they are to stand
     * @throws IOException when the writer fails
     */
    public static void write(List<EvaluationReport> models, TableFormat format, Writer out) throws IOException {
        ModelTable table = new ModelTable(models);
        switch (format) {
            case JSON -> EvaluationJson.write(models, out);
            case CSV -> table.csv(out);
            case TEXT -> table.text(out);
            case MARKDOWN -> table.markdown(out);
        }
    }

    private EvaluationReport first() {
        return models.get(0);
    }

    private @Nullable Uncertainty uncertainty() {
        return first().extras().uncertainty();
    }

    private void text(Writer out) throws IOException {
        out.write(title() + "\n\n");
        metrics().text(out);
        String intervals = intervals();
        out.write("\nMeans over classes, except for micro_top1 and micro_top5, which are over recordings.\n");
        if (!intervals.isEmpty()) {
            out.write(intervals + "\n");
        }
        if (first().extras().baseline() != null) {
            out.write("\n" + against() + ":\n\n");
            differences().text(out);
        }
        List<String> notes = notes();
        if (!notes.isEmpty()) {
            out.write("\n");
        }
        for (String note : notes) {
            out.write(Text.oneLine(note) + "\n");
        }
        out.write("\n");
        for (EvaluationReport model : models) {
            out.write("signature " + model.signature().line() + "\n");
        }
    }

    private void markdown(Writer out) throws IOException {
        out.write("### " + Markdown.escaped(title()) + "\n");
        gates(out);
        metrics().markdown(out);
        if (!intervals().isEmpty()) {
            out.write("\n" + Markdown.escaped(intervals()) + "\n");
        }
        if (first().extras().baseline() != null) {
            out.write("\n" + Markdown.escaped(against()) + ":\n");
            differences().markdown(out);
        }
        for (String note : notes()) {
            out.write("\n" + Markdown.escaped(note) + "\n");
        }
        for (EvaluationReport model : models) {
            out.write("\n`" + model.signature().line() + "`\n");
        }
    }

    private void gates(Writer out) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (EvaluationReport model : models) {
            for (GateOutcome gate : model.extras().gates()) {
                rows.add(List.of(
                        Markdown.escaped(model.predictions()),
                        gate.metric(),
                        gate.expected(),
                        gate.got(),
                        gate.met() ? "met" : "**not met**"));
            }
        }
        if (!rows.isEmpty()) {
            Markdown.table(5, List.of("model", "gate", "expected", "got", ""), rows, out);
        }
    }

    private String title() {
        String split = first().split().isEmpty() ? "" : " on " + first().split();
        return Quantity.count(models.size()) + (models.size() == 1 ? " model" : " models") + split;
    }

    private String against() {
        BaselineResult baseline = first().extras().baseline();
        return baseline == null ? "" : "Compared with " + baseline.predictions();
    }

    private String intervals() {
        Uncertainty uncertainty = uncertainty();
        return uncertainty == null
                ? ""
                : "Second lines: " + uncertainty.percent() + " " + Uncertainty.METHOD + " intervals, from "
                        + Quantity.count(uncertainty.resampling().resamples()) + " resamples.";
    }

    /** A row a model; below it one with intervals, where there are any. */
    private Table metrics() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("model", "recordings", "classes"));
        Metric.ALL.forEach(metric -> head.add(metric.label()));
        for (EvaluationReport model : models) {
            Evaluation evaluation = model.evaluation();
            List<String> row = new ArrayList<>(List.of(
                    model.predictions(),
                    Quantity.count(evaluation.recordings()),
                    Quantity.count(evaluation.classes())));
            Metric.ALL.forEach(metric -> row.add(Numbers.fraction(metric.of(evaluation))));
            rows.add(row);
            Uncertainty uncertainty = model.extras().uncertainty();
            if (uncertainty != null) {
                List<String> below = new ArrayList<>(List.of("", "", ""));
                Metric.ALL.forEach(metric ->
                        below.add(Numbers.interval(uncertainty.intervals().get(metric))));
                rows.add(below);
            }
        }
        return new Table(1, head, rows);
    }

    /** Of each model what it has more than the baseline; below it the intervals and p-values. */
    private Table differences() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("difference"));
        Metric.ALL.forEach(metric -> head.add(metric.label()));
        for (EvaluationReport model : models) {
            BaselineResult baseline = model.extras().baseline();
            if (baseline == null) {
                continue;
            }
            List<String> values = new ArrayList<>(List.of(model.predictions()));
            List<String> intervals = new ArrayList<>(List.of(""));
            List<String> likely = new ArrayList<>(List.of("p"));
            for (Metric metric : Metric.ALL) {
                Difference difference = baseline.comparison().differences().get(metric);
                values.add(difference == null ? "–" : Numbers.difference(difference.value()));
                intervals.add(Numbers.differences(difference == null ? null : difference.interval()));
                likely.add(Numbers.probability(difference == null ? null : difference.pValue()));
            }
            rows.add(values);
            if (model.extras().uncertainty() != null) {
                rows.add(intervals);
                rows.add(likely);
            }
        }
        return new Table(1, head, rows);
    }

    /** What has to be known of a row, each beginning with the model's name. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (EvaluationReport model : models) {
            Evaluation evaluation = model.evaluation();
            for (Map.Entry<String, String> note : evaluation.notes().entrySet()) {
                notes.add(model.predictions() + ": " + note.getKey() + ": " + note.getValue() + ".");
            }
            if (!evaluation.columnsNotEvaluated().isEmpty()) {
                notes.add(model.predictions() + ": "
                        + Quantity.count(evaluation.columnsNotEvaluated().size())
                        + " columns not evaluated, of categories outside the classes.");
            }
            ties(model, "top1", evaluation.ties().top1(), notes);
            ties(model, "top5", evaluation.ties().top5(), notes);
            for (String note : IntervalNotes.ofMetrics(model)) {
                notes.add(model.predictions() + ": " + note);
            }
            String otherwise = otherwise(first(), model);
            if (!otherwise.isEmpty()) {
                notes.add(otherwise);
            }
        }
        return notes;
    }

    private static void ties(EvaluationReport model, String metric, Evaluation.Bounds bounds, List<String> notes) {
        if (bounds.recordings() > 0) {
            notes.add(model.predictions() + ": ties decide " + Quantity.count(bounds.recordings()) + " recordings of "
                    + metric + ": " + Numbers.fraction(bounds.pessimistic()) + " if all were lost, "
                    + Numbers.fraction(bounds.optimistic()) + " if all were won.");
        }
    }

    /** What to say where two results did not come about in the same way; another layout is no other way. */
    private static String otherwise(EvaluationReport one, EvaluationReport other) {
        String differences = one.signature().differences(other.signature()).stream()
                .filter(difference -> !difference.startsWith(LAYOUT))
                .collect(Collectors.joining(", "));
        return differences.isEmpty()
                ? ""
                : "The signatures of " + one.predictions() + " and " + other.predictions() + " differ in " + differences
                        + ": the results were not computed in the same way.";
    }

    /** Every number at full precision; a field is empty where there is none. */
    private void csv(Writer out) throws IOException {
        boolean certain = uncertainty() != null;
        boolean compared = first().extras().baseline() != null;
        List<String> head = new ArrayList<>(List.of("predictions", "split", "recordings", "classes"));
        head.add("missing_recordings");
        Metric.ALL.forEach(metric -> head.add(metric.label()));
        for (Metric metric : certain ? Metric.ALL : List.<Metric>of()) {
            head.addAll(suffixed(metric, List.of("low", "high")));
        }
        for (Metric metric : compared ? Metric.ALL : List.<Metric>of()) {
            head.addAll(suffixed(metric, List.of("difference", "difference_low", "difference_high", "p_value")));
        }
        head.add("signature");
        Csv.row(head, out);
        for (EvaluationReport model : models) {
            Csv.row(fields(model, certain, compared), out);
        }
    }

    private static List<String> suffixed(Metric metric, List<String> suffixes) {
        return suffixes.stream().map(suffix -> metric.label() + "_" + suffix).toList();
    }

    private static List<String> fields(EvaluationReport model, boolean certain, boolean compared) {
        Evaluation evaluation = model.evaluation();
        Uncertainty uncertainty = model.extras().uncertainty();
        BaselineResult baseline = model.extras().baseline();
        List<String> fields = new ArrayList<>(List.of(
                model.predictions(),
                model.split(),
                Integer.toString(evaluation.recordings()),
                Integer.toString(evaluation.classes()),
                Integer.toString(evaluation.missingRecordings())));
        Metric.ALL.forEach(metric -> fields.add(Csv.number(metric.of(evaluation))));
        for (Metric metric : certain ? Metric.ALL : List.<Metric>of()) {
            Interval interval =
                    uncertainty == null ? null : uncertainty.intervals().get(metric);
            ends(interval, fields);
        }
        for (Metric metric : compared ? Metric.ALL : List.<Metric>of()) {
            Difference difference = baseline == null
                    ? null
                    : baseline.comparison().differences().get(metric);
            fields.add(Csv.number(difference == null ? null : (Double) difference.value()));
            ends(difference == null ? null : difference.interval(), fields);
            fields.add(Csv.number(difference == null ? null : difference.pValue()));
        }
        fields.add(model.signature().line());
        return fields;
    }

    private static void ends(@Nullable Interval interval, List<String> fields) {
        fields.add(Csv.number(interval == null ? null : (Double) interval.low()));
        fields.add(Csv.number(interval == null ? null : (Double) interval.high()));
    }
}
