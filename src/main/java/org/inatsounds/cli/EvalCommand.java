package org.inatsounds.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Resampling;
import org.inatsounds.report.BaselineReport;
import org.inatsounds.report.EvaluationFormat;
import org.inatsounds.report.EvaluationReport;
import org.inatsounds.report.GateOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code inatsounds eval}. */
@Command(
        name = "eval",
        header = {
            "Examples:",
            "  inatsounds eval predictions.csv                 against the test split",
            "  inatsounds eval scores.npy --split val          a matrix in annotation order",
            "  inatsounds eval predictions.csv --format json | jq .metrics.map",
            "  inatsounds eval predictions.csv --fail-under map=0.35",
            "  inatsounds eval predictions.csv --baseline last.csv --fail-regress map=0.005",
            ""
        },
        description = {
            "Score predictions: class-averaged top-1 and top-5, mAP, mF1.",
            "",
            "PREDICTIONS has a score for each recording and category. As CSV or TSV: a row a recording, named by file name"
                    + " or audio id, and a column a category, headed by category id, scientific name or audio_dir_name; or"
                    + " rows of id, category, score; or Id,Predicted with ranked category ids; or img,gt,pred. As .npy: a"
                    + " matrix with rows in annotation order and columns by category id. Text may be compressed with gzip.",
            "",
            "What a layout does not hold is not made up: ranked ids and top-k lists of them give top-1 and top-5, while mAP,"
                    + " mF1 and ROC-AUC need scores; top-k lists with scores (long) can be pooled with max only and take no"
                    + " softmax."
        })
final class EvalCommand implements Callable<Integer> {

    @Mixin
    private final ScoredInput input;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private EvaluationFormat format = EvaluationFormat.TEXT;

    @Option(
            names = "--signature-only",
            description = "Print one line that says how the score would come about, and don't compute it.")
    private boolean signatureOnly;

    @Mixin
    private final ResultFile result = new ResultFile();

    @Mixin
    private final ComparisonOptions comparing = new ComparisonOptions();

    @Mixin
    private final DetailOptions details = new DetailOptions();

    @Mixin
    private final GateOptions gates;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    private final Session session;

    EvalCommand(Session session) {
        this.session = session;
        this.input = new ScoredInput(session.environment());
        this.gates = new GateOptions(session.environment());
    }

    @Override
    public Integer call() {
        result.check();
        details.check();
        comparing.check(input.predictions());
        Needed.require(
                spec, comparing.wantsIntervals(), "--confidence or --baseline", List.of("--resamples", "--seed"));
        gates.check(comparing.baseline() != null);
        input.check();
        Path trainFile = details.trainFile(input.data());
        result.requireOther(input.files());
        result.requireOther(comparing.baseline(), trainFile);
        details.requireOther(result.path(), input.files());
        details.requireOther(result.path(), comparing.baseline(), trainFile);
        gates.requireOther(input.files());
        gates.requireOther(comparing.baseline(), trainFile, result.path(), details.perClass());
        if (signatureOnly && gates.any()) {
            throw new UsageException(
                    "--signature-only: expected neither --fail-under nor --fail-regress with it: nothing is"
                            + " scored that they could judge");
        }
        EvalRun run = EvalRun.prepare(session, input, comparing);
        if (signatureOnly) {
            String line = run.signature().line();
            result.write(session, out -> out.write(line + "\n"));
            return ExitCode.OK;
        }
        Annotations train = trainFile == null ? null : DetailOptions.train(trainFile, run.annotations());
        Resampling resampling = comparing.resampling();
        EvalRun.Outcome outcome = run.score(resampling);
        Evaluation evaluation = outcome.ours().evaluation();
        BaselineReport baseline = outcome.baseline();
        List<GateOutcome> outcomes = gates.outcomes(evaluation, baseline == null ? null : baseline.comparison());
        EvaluationReport report = run.report(outcome, resampling, details.confusions(), outcomes);
        result.writeJudged(session, out -> report.write(format, out));
        gates.summarise(out -> report.write(EvaluationFormat.MARKDOWN, out));
        details.write(session, evaluation, run.annotations(), train);
        return GateOptions.judge(outcomes, session.console());
    }
}
