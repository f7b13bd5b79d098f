package org.inatsounds.cli.command;

import java.nio.file.Path;
import java.util.List;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.ComparisonOptions;
import org.inatsounds.cli.option.Needed;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.option.ScoredInput;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.TrainingAnnotations;
import org.inatsounds.evaluation.EvaluationRun;
import org.inatsounds.evaluation.Resampling;
import org.inatsounds.evaluation.Wanted;
import org.inatsounds.evaluation.predictions.PredictionFiles;
import org.inatsounds.report.EvaluationReport;
import org.inatsounds.report.page.EvaluationPage;
import org.inatsounds.report.page.PairPicture;
import org.inatsounds.report.page.PairPictures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inatsounds report}. */
@Command(name = "report")
final class ReportCommand extends SessionCommand {

    @Parameters(paramLabel = "PREDICTIONS", descriptionKey = "PREDICTIONS")
    private Path predictions;

    @Mixin
    private final ScoredInput input;

    @Mixin
    private final ComparisonOptions comparing = new ComparisonOptions();

    @Option(names = "--train-annotations", paramLabel = "FILE")
    private @Nullable Path trainAnnotations;

    @Option(names = "--confusions", paramLabel = "N", defaultValue = "20")
    private int confusions;

    @Option(names = "--pictures", paramLabel = "N", defaultValue = "6")
    private int pictures;

    @Mixin
    private final ResultFile result = new ResultFile();

    ReportCommand(Session session) {
        super(session);
        this.input = new ScoredInput(session.environment());
    }

    @Override
    public Integer call() {
        input.take(List.of(predictions));
        check();
        EvaluationRun run = input.run(comparing, session);
        Annotations annotations = run.against().annotations();
        Annotations train = train(annotations);
        Resampling resampling = comparing.always();
        EvaluationRun.Outcome outcome = run.score(resampling, Wanted.NOTHING);
        EvaluationReport report = EvaluationReport.of(
                outcome, comparing.uncertainty(outcome.ours(), resampling), "", confusions, List.of());
        List<PairPicture> pairs = new PairPictures(
                        input.data(), annotations, outcome.ours().guesses())
                .draw(report.namedConfusions(), pictures);
        EvaluationPage.Sources sources =
                new EvaluationPage.Sources(annotations, outcome.ours().guesses(), train, pairs);
        result.write(session, out -> EvaluationPage.write(report, sources, out));
        return ExitCode.OK;
    }

    private void check() {
        result.check();
        if (!result.isNamed()) {
            throw new UsageException(
                    "expected -o FILE for the page, such as -o report.html, or -o - for standard output");
        }
        comparing.check(input.predictions());
        input.reading().prior().check(spec, comparing.peer());
        input.reading().requireRecordings();
        Needed.require(spec, comparing.always() != null, "--resamples above 0", List.of("--seed", "--confidence"));
        if (confusions < 0) {
            throw new UsageException("--confusions: expected at least 0, got " + confusions);
        }
        if (pictures < 0) {
            throw new UsageException("--pictures: expected at least 0, got " + pictures);
        }
        PredictionFiles.check(input.predictions());
        result.requireOther(input.files(comparing.baseline(), trainFile()));
    }

    /** The training split's annotations: those that are named, or those that are there. */
    private @Nullable Path trainFile() {
        return trainAnnotations != null
                ? TrainingAnnotations.find(trainAnnotations, input.data())
                : TrainingAnnotations.find(input.data());
    }

    private @Nullable Annotations train(Annotations truth) {
        Path file = trainFile();
        if (file == null) {
            return null;
        }
        return trainAnnotations != null
                ? TrainingAnnotations.read(file, truth)
                : TrainingAnnotations.readIfUsable(file, truth, session.console());
    }
}
