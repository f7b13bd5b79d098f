package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.evaluation.Signature;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

/** An evaluation in GitHub's Markdown: for the summary of a job, or a comment on a pull request. */
final class EvaluationMarkdown extends EvaluationProse {

    EvaluationMarkdown(EvaluationReport report, Writer out) {
        super(report, out);
    }

    @Override
    void heading() throws IOException {
        String split = report.split().isEmpty() ? "" : " on " + Markdown.escaped(report.split());
        out.write("### " + Markdown.escaped(report.predictions()) + split + "\n");
        paragraph(Quantity.count(evaluation.recordings()) + " recordings, " + Quantity.count(evaluation.classes())
                + " classes");
        gates();
    }

    private void gates() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (GateOutcome gate : report.extras().gates()) {
            rows.add(List.of(gate.metric(), gate.expected(), gate.got(), gate.met() ? "met" : "**not met**"));
        }
        if (!rows.isEmpty()) {
            Markdown.table(4, List.of("gate", "expected", "got", ""), rows, out);
        }
    }

    @Override
    void metrics() throws IOException {
        List<String> headings = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> intervals = new ArrayList<>();
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
            Markdown.table(0, headings, List.of(values), out);
        } else {
            Markdown.table(0, headings, List.of(values, intervals), out);
            paragraph("Second line: " + uncertainty.percent() + " " + Uncertainty.METHOD + " intervals, from "
                    + Quantity.count(uncertainty.resampling().resamples()) + " resamples.");
            for (String note : IntervalNotes.ofMetrics(report)) {
                paragraph(note);
            }
        }
    }

    @Override
    void remarks() throws IOException {
        for (Map.Entry<String, String> note : evaluation.notes().entrySet()) {
            paragraph(note.getKey() + ": " + note.getValue() + ".");
        }
        if (evaluation.missingRecordings() > 0) {
            paragraph(Quantity.count(evaluation.missingRecordings()) + " recordings had no row.");
        }
        columnsNotEvaluated();
    }

    @Override
    void columnsNotEvaluated() throws IOException {
        if (!evaluation.columnsNotEvaluated().isEmpty()) {
            paragraph(Quantity.count(evaluation.columnsNotEvaluated().size())
                    + " columns not evaluated, of categories outside the classes.");
        }
    }

    @Override
    void signatures(List<Signature> signatures) throws IOException {
        for (Signature signature : signatures) {
            out.write("\n`" + signature.line() + "`\n");
        }
    }

    @Override
    void paragraph(String text) throws IOException {
        out.write("\n" + Markdown.escaped(text) + "\n");
    }

    @Override
    void explanation(String text) {
        // Short: it is read beside other results.
    }

    @Override
    void sentences(List<String> sentences) throws IOException {
        for (String sentence : sentences) {
            paragraph(sentence);
        }
    }

    @Override
    void table(Table table) throws IOException {
        table.markdown(out);
    }

    @Override
    String fraction(@Nullable Double value) {
        return Numbers.fraction(value);
    }
}
