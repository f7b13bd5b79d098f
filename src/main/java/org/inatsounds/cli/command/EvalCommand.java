package org.inatsounds.cli.command;

import java.nio.file.Path;
import java.util.List;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.ComparisonOptions;
import org.inatsounds.cli.option.DetailOptions;
import org.inatsounds.cli.option.GateOptions;
import org.inatsounds.cli.option.Needed;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.ScoredInput;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.TrainingAnnotations;
import org.inatsounds.evaluation.EvaluationRun;
import org.inatsounds.evaluation.Protocol;
import org.inatsounds.evaluation.Resampling;
import org.inatsounds.evaluation.Signature;
import org.inatsounds.evaluation.predictions.PredictionFiles;
import org.inatsounds.report.EvaluationReport;
import org.inatsounds.report.GateOutcome;
import org.inatsounds.report.ModelTable;
import org.inatsounds.report.TableFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inatsounds eval}. */
@Command(name = "eval")
final class EvalCommand extends SessionCommand {

    /** What is told of one model, and not of several. */
    private static final List<String> OF_ONE_MODEL = List.of(
            "--per-class",
            "--train-annotations",
            "--per-recording",
            "--thresholds",
            "--confusions",
            "--compat",
            "--protocol");

    @Parameters(arity = "1..*", paramLabel = "PREDICTIONS", descriptionKey = "PREDICTIONS")
    private List<Path> predictions;

    @Mixin
    private final ScoredInput input;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text")
    private TableFormat format = TableFormat.TEXT;

    @Option(names = "--signature-only")
    private boolean signatureOnly;

    @Option(names = "--protocol", paramLabel = "NAME")
    private @Nullable Protocol protocol;

    @Mixin
    private final ResultFile result = new ResultFile();

    @Mixin
    private final ComparisonOptions comparing = new ComparisonOptions();

    @Mixin
    private final DetailOptions details = new DetailOptions();

    @Mixin
    private final GateOptions gates;

    EvalCommand(Session session) {
        super(session);
        this.input = new ScoredInput(session.environment());
        this.gates = new GateOptions(session.environment());
    }

    @Override
    public Integer call() {
        input.take(predictions);
        Path trainFile = details.trainFile(input.data());
        check(trainFile);
        EvaluationRun run = input.run(comparing, session);
        if (signatureOnly) {
            List<Signature> signatures = protocol == null ? run.signatures() : run.scaleSignatures();
            result.write(session, out -> {
                for (Signature signature : signatures) {
                    out.write(signature.line() + "\n");
                }
            });
            return ExitCode.OK;
        }
        if (predictions.size() > 1) {
            return several(run);
        }
        Annotations annotations = run.against().annotations();
        Annotations train = trainFile == null ? null : TrainingAnnotations.read(trainFile, annotations);
        Resampling resampling = protocol == null ? comparing.resampling() : null;
        EvaluationRun.Outcome outcome = protocol == null
                ? run.score(resampling, details.wanted(run.against().truth()))
                : run.scoreScales(protocol);
        List<GateOutcome> outcomes = gates.outcomes(outcome);
        EvaluationReport report = EvaluationReport.of(
                outcome,
                comparing.uncertainty(outcome.ours(), resampling),
                String.valueOf(protocol),
                protocol == null ? details.confusions() : 0,
                outcomes);
        result.writeJudged(session, out -> report.write(format, out));
        gates.summarise(out -> report.write(TableFormat.MARKDOWN, out));
        details.write(session, outcome.ours(), annotations, train);
        return GateOptions.judge("", outcomes, session.console());
    }

    /** Checks before work begins. */
    private void check(@Nullable Path trainFile) {
        result.check();
        details.check();
        Needed.refuseForSeveral(spec, predictions.size(), OF_ONE_MODEL);
        comparing.check(input.predictions());
        Needed.require(
                spec, comparing.wantsIntervals(), "--confidence or --baseline", List.of("--resamples", "--seed"));
        input.reading().prior().check(spec, comparing.peer());
        Needed.refuseBeside(
                spec,
                protocol != null,
                "--protocol",
                List.of(
                        "--activation",
                        "--pool",
                        "--confidence",
                        "--baseline",
                        "--compat",
                        "--confusions",
                        "--per-recording",
                        "--thresholds",
                        "--fail-regress"));
        gates.check(comparing.baseline() != null);
        PredictionFiles.check(input.predictions());
        Path[] read = input.files(comparing.baseline(), trainFile);
        result.requireOther(read);
        details.requireOther(result.path(), read);
        gates.requireOther(read);
        gates.requireOther(result.path(), details.perClass());
        if (signatureOnly && gates.any()) {
            throw new UsageException(
                    "--signature-only: expected neither --fail-under nor --fail-regress with it: no scores are"
                            + " computed for them");
        }
    }

    /** A table with a row a model. */
    private int several(EvaluationRun run) {
        Resampling resampling = comparing.resampling();
        List<EvaluationReport> reports = run.scoreEach(
                resampling,
                outcome -> EvaluationReport.of(
                        outcome, comparing.uncertainty(outcome.ours(), resampling), "", 0, gates.outcomes(outcome)));
        result.writeJudged(session, out -> ModelTable.write(reports, format, out));
        gates.summarise(out -> ModelTable.write(reports, TableFormat.MARKDOWN, out));
        int code = ExitCode.OK;
        for (EvaluationReport report : reports) {
            int one = GateOptions.judge(report.predictions(), report.extras().gates(), session.console());
            code = Math.max(code, one);
        }
        return code;
    }
}
