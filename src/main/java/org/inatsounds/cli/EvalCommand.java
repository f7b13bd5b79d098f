package org.inatsounds.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.inatsounds.BadInputException;
import org.inatsounds.Split;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.evaluation.Comparison;
import org.inatsounds.evaluation.Evaluated;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluator;
import org.inatsounds.evaluation.GroundTruth;
import org.inatsounds.evaluation.Peer;
import org.inatsounds.evaluation.PeerEvaluator;
import org.inatsounds.evaluation.PeerResult;
import org.inatsounds.evaluation.Predictions;
import org.inatsounds.evaluation.Reading;
import org.inatsounds.evaluation.Resampling;
import org.inatsounds.report.BaselineReport;
import org.inatsounds.report.EvaluationFormat;
import org.inatsounds.report.EvaluationReport;
import org.inatsounds.report.GateOutcome;
import org.inatsounds.report.Signature;
import org.inatsounds.report.Uncertainty;
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
    private final ClassOptions classes = new ClassOptions();

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Option(names = "--jobs", paramLabel = "N", description = "How many threads to use. Default: all cores.")
    private @Nullable Integer jobs;

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

    private final Session session;

    EvalCommand(Session session) {
        this.session = session;
        this.data = new DataOption(session.environment());
        this.gates = new GateOptions(session.environment());
    }

    @Override
    public Integer call() {
        result.check();
        details.check();
        comparing.check(predictions);
        gates.check(comparing.baseline() != null);
        int threads = Jobs.count(jobs);
        if (!ReadingOptions.isStandardInput(predictions) && !Files.exists(predictions)) {
            throw new BadInputException(predictions + ": no such file");
        }
        Path file = annotationFile();
        // On another core, while this one parses.
        CompletableFuture<String> checksum = CompletableFuture.supplyAsync(() -> Checksum.sha256(file));
        Annotations truth = AnnotationReader.read(file);
        if (!truth.labelled()) {
            throw new BadInputException(
                    file + ": it does not say of what the recordings are (no annotations): nothing to score against");
        }
        GroundTruth groundTruth = classes.choose(Truth.of(truth));
        Signature.Truth against = new Signature.Truth(splitOf(truth), checksum.join());
        Path baseline = comparing.baseline();
        Scored ours;
        Annotations train;
        try (Predictions scores = reading.open(predictions, baseline, groundTruth, session.in(), session.console())) {
            Signature signature = signature(against, groundTruth, scores);
            if (signatureOnly) {
                result.write(session, out -> out.write(signature.line() + "\n"));
                return ExitCode.OK;
            }
            train = details.train(truth);
            ours = score(predictions, scores, signature, groundTruth, file, threads);
        }
        BaselineReport compared = null;
        if (baseline != null) {
            try (Predictions scores =
                    reading.openBaseline(baseline, predictions, groundTruth, session.in(), session.console())) {
                Signature signature = signature(against, groundTruth, scores);
                Scored other = score(baseline, scores, signature, groundTruth, file, threads);
                compared = new BaselineReport(
                        ReadingOptions.named(baseline),
                        signature,
                        Comparison.of(ours.result, other.result, comparing.confidence()));
            }
        }
        return report(ours, compared, peer(ours, groundTruth, threads), truth, train);
    }

    /** What was made of a file of scores. */
    private record Scored(Evaluated result, Signature signature) {}

    private Scored score(
            Path scoresFile, Predictions scores, Signature signature, GroundTruth truth, Path file, int threads) {
        session.console()
                .notice(ReadingOptions.named(scoresFile) + " ("
                        + scores.layout() + ") against " + file + ": "
                        + Quantity.count(truth.counted()) + " recordings of "
                        + Quantity.count(truth.classes().size()) + " classes");
        Evaluated evaluated =
                Evaluator.evaluate(scores, threads, session.console().progress(), comparing.resampling());
        return new Scored(evaluated, signature);
    }

    private @Nullable PeerResult peer(Scored ours, GroundTruth truth, int threads) {
        return comparing.peer() == Peer.NONE
                ? null
                : PeerEvaluator.evaluate(
                        comparing.peer(),
                        (again, activation) ->
                                reading.reopen(predictions, comparing.baseline(), again, activation, session),
                        ours.result.evaluation(),
                        truth,
                        threads,
                        session.console().progress());
    }

    private int report(
            Scored ours,
            @Nullable BaselineReport compared,
            @Nullable PeerResult peer,
            Annotations truth,
            @Nullable Annotations train) {
        Evaluation evaluation = ours.result.evaluation();
        Resampling resampling = comparing.resampling();
        Uncertainty uncertainty = resampling == null
                ? null
                : new Uncertainty(comparing.confidence(), resampling, ours.result.intervals(comparing.confidence()));
        List<GateOutcome> outcomes = gates.outcomes(evaluation, compared == null ? null : compared.comparison());
        EvaluationReport report = new EvaluationReport(
                evaluation,
                ours.signature.split(),
                ReadingOptions.named(predictions),
                ours.signature,
                details.confusions(),
                new EvaluationReport.Beside(uncertainty, compared, peer, outcomes));
        result.write(session, out -> report.write(format, out));
        gates.summarise(out -> report.write(EvaluationFormat.MARKDOWN, out));
        details.write(session, evaluation, truth, train);
        return GateOptions.judge(outcomes, session.console());
    }

    private Path annotationFile() {
        Path file = annotations != null ? annotations : data.folder().resolve(chosenSplit() + ".json");
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new BadInputException(
                    file + ": not a regular file: annotations are read twice, once for the checksum in"
                            + " the signature; write them to a file first");
        }
        return file;
    }

    private Signature signature(Signature.Truth against, GroundTruth groundTruth, Predictions scores) {
        return new Signature(against, classes.label(groundTruth), handling(scores), Version.number());
    }

    private static Signature.Handling handling(Predictions scores) {
        Reading how = scores.reading();
        return new Signature.Handling(
                scores.layout(),
                label(how.activation()),
                how.pool() == null ? "none" : label(how.pool()),
                label(how.missing()));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
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
