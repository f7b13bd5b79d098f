package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.inatsounds.evaluation.BaselineResult;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.EvaluationRun;
import org.inatsounds.evaluation.FixedResult;
import org.inatsounds.evaluation.PeerResult;
import org.inatsounds.evaluation.Signature;
import org.inatsounds.evaluation.predictions.PredictionFiles;
import org.jspecify.annotations.Nullable;

/**
 * The result of an evaluation, for people or for programs.
 *
 * @param evaluation what was computed
 * @param split whose recordings were evaluated, for example {@code test}
 * @param predictions the name of the file of scores
 * @param signature how the result came about
 * @param confusions how many pairs of classes to name that were confused; 0 leaves them out
 * @param extras what else is known of the result
 */
public record EvaluationReport(
        Evaluation evaluation, String split, String predictions, Signature signature, int confusions, Extras extras) {

    /**
     * What stands beside the metrics, where it is wanted.
     *
     * @param uncertainty how certain they are
     * @param baseline what they are compared with
     * @param peer what another tool says
     * @param gates what they had to reach, in the order in which it was asked for
     * @param fixed F1 at thresholds that were chosen elsewhere
     * @param scales the same file on other scales, by a protocol; the metrics are those of the first
     */
    public record Extras(
            @Nullable Uncertainty uncertainty,
            @Nullable BaselineResult baseline,
            @Nullable PeerResult peer,
            List<GateOutcome> gates,
            @Nullable FixedResult fixed,
            @Nullable ScaleTable scales) {

        /** Nothing. */
        public static final Extras NOTHING = new Extras(null, null, null, List.of());

        /** Copies. */
        public Extras {
            gates = List.copyOf(gates);
        }

        /** Without F1 at other thresholds, and other scales. */
        public Extras(
                @Nullable Uncertainty uncertainty,
                @Nullable BaselineResult baseline,
                @Nullable PeerResult peer,
                List<GateOutcome> gates) {
            this(uncertainty, baseline, peer, gates, null, null);
        }
    }

    /**
     * Puts together what a run gave.
     *
     * @param uncertainty how certain it is; null where nothing was resampled
     * @param protocol the name of the one whose scales were scored
     * @param confusions how many pairs to name
     */
    public static EvaluationReport of(
            EvaluationRun.Outcome outcome,
            @Nullable Uncertainty uncertainty,
            String protocol,
            int confusions,
            List<GateOutcome> gates) {
        ScaleTable scales =
                outcome.scales().isEmpty() ? null : new ScaleTable(protocol, outcome.scales(), outcome.classes());
        return new EvaluationReport(
                outcome.ours().evaluation(),
                outcome.signature().split(),
                PredictionFiles.named(outcome.predictions()),
                outcome.signature(),
                confusions,
                new Extras(
                        uncertainty,
                        outcome.baseline(),
                        outcome.peer(),
                        gates,
                        outcome.ours().fixed(),
                        scales));
    }

    /** A report of the evaluation alone. */
    public EvaluationReport(
            Evaluation evaluation, String split, String predictions, Signature signature, int confusions) {
        this(evaluation, split, predictions, signature, confusions, Extras.NOTHING);
    }

    /**
     * Writes the report. The writer stays open.
     *
     * @throws IOException when the writer fails
     */
    public void write(TableFormat format, Writer out) throws IOException {
        switch (format) {
            case TEXT -> new EvaluationText(this, out).write();
            case JSON -> EvaluationJson.write(this, out);
            case CSV -> ModelTable.write(List.of(this), format, out);
            case MARKDOWN -> new EvaluationMarkdown(this, out).write();
        }
    }

    /** The pairs to name. */
    public List<Confusion> namedConfusions() {
        List<Confusion> all = evaluation.confusions();
        return all.subList(0, Math.min(confusions, all.size()));
    }
}
