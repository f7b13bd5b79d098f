package org.inatsounds.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.inatsounds.BadInputException;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluator;
import org.inatsounds.evaluation.GroundTruth;
import org.inatsounds.evaluation.Predictions;
import org.inatsounds.report.EvaluationReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inatsounds eval}. */
@Command(
        name = "eval",
        header = {
            "Examples:",
            "  inatsounds eval predictions.csv                 against the test split",
            "  inatsounds eval scores.npy --split val          a matrix in annotation order",
            "  inatsounds eval predictions.csv --format json | jq .metrics.map",
            ""
        },
        description = {
            "Score predictions: class-averaged top-1 and top-5, mAP, mF1.",
            "",
            "PREDICTIONS has a score for each recording and category. As CSV or TSV: a row a recording, named by file name"
                    + " or audio id, and a column a category, headed by category id, scientific name or audio_dir_name; or"
                    + " rows of id, category, score; or Id,Predicted with ranked category ids; or img,gt,pred. As .npy: a"
                    + " matrix with rows in annotation order and columns by category id. Text may be compressed with gzip."
        })
final class EvalCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "PREDICTIONS",
            description = "The file of scores: CSV, TSV, or .npy; - for standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private Path predictions;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "Which split's recordings were scored: train, val, test. Default: test.")
    private @Nullable Split split;

    @Option(
            names = "--annotations",
            paramLabel = "FILE",
            description = "Take the truth from this file. Default: the split's in the data folder.")
    private @Nullable Path annotations;

    @Mixin
    private final DataOption data;

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Option(names = "--jobs", paramLabel = "N", description = "How many threads to use. Default: all cores.")
    private @Nullable Integer jobs;

    @Mixin
    private final ResultOptions result = new ResultOptions();

    private final Session session;

    EvalCommand(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
    }

    @Override
    public Integer call() {
        result.check();
        int threads = threads();
        if (!ReadingOptions.isStandardInput(predictions) && !Files.exists(predictions)) {
            throw new BadInputException(predictions + ": no such file");
        }
        Path file = annotations != null ? annotations : data.folder().resolve(chosenSplit() + ".json");
        Annotations truth = AnnotationReader.read(file);
        if (!truth.labelled()) {
            throw new BadInputException(
                    file + ": it does not say of what the recordings are (no annotations): nothing to score against");
        }
        GroundTruth groundTruth = Truth.of(truth);
        try (Predictions scores = reading.open(predictions, groundTruth, System.in, session.console())) {
            session.console()
                    .notice(ReadingOptions.named(predictions) + " ("
                            + scores.layout() + ") against " + file + ": "
                            + Quantity.count(groundTruth.recordings().size()) + " recordings of "
                            + Quantity.count(groundTruth.classes().size()) + " classes");
            Evaluation evaluation =
                    Evaluator.evaluate(scores, threads, session.console().progress());
            EvaluationReport report =
                    new EvaluationReport(evaluation, splitOf(truth), ReadingOptions.named(predictions));
            result.write(session.console(), report::write);
        }
        return ExitCode.OK;
    }

    private int threads() {
        if (jobs != null && (jobs < 1 || jobs > 1024)) {
            throw new UsageException("--jobs: expected 1 to 1024, got " + jobs);
        }
        return jobs != null ? jobs : Runtime.getRuntime().availableProcessors();
    }

    private Split chosenSplit() {
        return split == null ? Split.TEST : split;
    }

    /** What the result calls the split: the option, else the folder of the recordings. */
    private String splitOf(Annotations truth) {
        if (split != null || annotations == null) {
            return chosenSplit().label();
        }
        String fileName = truth.recordings().get(0).fileName();
        int slash = fileName.indexOf('/');
        return slash < 0 ? "" : fileName.substring(0, slash);
    }
}
