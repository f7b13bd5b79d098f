package org.inatsounds.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.inatsounds.BadInputException;
import org.inatsounds.cli.option.ComparisonOptions;
import org.inatsounds.cli.option.Protocol;
import org.inatsounds.cli.option.ReadingOptions;
import org.inatsounds.cli.option.ScoredInput;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Version;
import org.inatsounds.dataset.AnnotationFile;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.statistics.PublishedCounts;
import org.inatsounds.evaluation.Comparison;
import org.inatsounds.evaluation.Evaluated;
import org.inatsounds.evaluation.Evaluator;
import org.inatsounds.evaluation.Peer;
import org.inatsounds.evaluation.PeerEvaluator;
import org.inatsounds.evaluation.PeerResult;
import org.inatsounds.evaluation.Resampling;
import org.inatsounds.evaluation.Wanted;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Prior;
import org.inatsounds.evaluation.predictions.Reading;
import org.inatsounds.internal.Checksum;
import org.inatsounds.internal.Quantity;
import org.inatsounds.report.BaselineReport;
import org.inatsounds.report.EvaluationReport;
import org.inatsounds.report.GateOutcome;
import org.inatsounds.report.ScaleTable;
import org.inatsounds.report.Signature;
import org.inatsounds.report.Uncertainty;
import org.jspecify.annotations.Nullable;

/** Scores predictions, and what they are compared with. */
final class EvalRun {

    private final Session session;
    private final ScoredInput input;
    private final ComparisonOptions comparing;
    private final Path annotationFile;
    private final Annotations annotations;
    private final GroundTruth truth;
    private final Signature.Truth against;

    private EvalRun(
            Session session,
            ScoredInput input,
            ComparisonOptions comparing,
            Path annotationFile,
            Annotations annotations,
            Signature.Truth against) {
        this.session = session;
        this.input = input;
        this.comparing = comparing;
        this.annotationFile = annotationFile;
        this.annotations = annotations;
        this.truth = input.classes().choose(GroundTruth.of(annotations));
        this.against = against;
    }

    /**
     * Reads what is right.
     *
     * @throws BadInputException when the annotations can't be used
     */
    static EvalRun prepare(Session session, ScoredInput input, ComparisonOptions comparing) {
        Path file = input.annotationFile();
        AnnotationFile from = AnnotationFile.of(file);
        // On another core, while this one parses.
        CompletableFuture<String> checksum =
                from.isPipe() ? null : CompletableFuture.supplyAsync(() -> Checksum.sha256(file));
        Annotations annotations = from.read();
        if (!annotations.labelled()) {
            throw new BadInputException(
                    file + ": it gives no species for the recordings (no annotations): nothing to compare with");
        }
        String sum = checksum == null ? Checksum.sha256(from.bytes()) : checksum.join();
        Signature.Truth against = new Signature.Truth(input.splitOf(annotations), sum);
        EvalRun run = new EvalRun(session, input, comparing, file, annotations, against);
        input.reading().prepare(run.truth, input.threads(), session.console());
        return run;
    }

    /** What was made of a file of scores. */
    private record Scored(Evaluated result, Signature signature) {}

    /** What came of a file, and of all that it is compared with. */
    record Outcome(
            Path predictions,
            Evaluated ours,
            Signature signature,
            @Nullable BaselineReport baseline,
            @Nullable PeerResult peer,
            @Nullable ScaleTable scales) {}

    /** The annotations that are scored against. */
    Annotations annotations() {
        return annotations;
    }

    /** What is right, with the classes that compete. */
    GroundTruth truth() {
        return truth;
    }

    /** How the score of each file would come about. */
    List<Signature> signatures() {
        List<Signature> signatures = new ArrayList<>();
        for (Path file : input.predictions()) {
            try (Predictions scores = open(file)) {
                signatures.add(signature(scores));
            }
        }
        return signatures;
    }

    /**
     * Scores.
     *
     * @param resampling null for no intervals
     */
    Outcome score(@Nullable Resampling resampling) {
        return score(resampling, Wanted.NOTHING);
    }

    /**
     * Scores.
     *
     * @param wanted beside the metrics
     */
    Outcome score(@Nullable Resampling resampling, Wanted wanted) {
        Path predictions = input.first();
        Path other = comparing.baseline();
        Scored ours;
        try (Predictions scores = open(predictions)) {
            ours = score(predictions, scores, resampling, wanted);
        }
        BaselineReport compared = null;
        if (other != null) {
            try (Predictions scores =
                    input.reading().openBaseline(other, predictions, truth, session.in(), session.console())) {
                compared = compared(ours, other, score(other, scores, resampling));
            }
        }
        return new Outcome(predictions, ours.result, ours.signature, compared, peer(ours.result), null);
    }

    /** Scores on every scale of a protocol. The result is about the first. */
    Outcome score(Protocol protocol) {
        List<Predictions> all = openScales();
        List<ScaleTable.Column> columns = new ArrayList<>();
        List<Evaluated> results = new ArrayList<>();
        try {
            notice(input.first(), all.get(0).layout().replaceFirst(",.*", "") + ", " + protocol);
            for (Predictions scale : all) {
                Evaluated evaluated = Evaluator.evaluate(
                        scale, input.threads(), session.console().progress(), null);
                scale.close();
                results.add(evaluated);
                columns.add(new ScaleTable.Column(
                        String.valueOf(scale.reading().pool()),
                        scale.reading().prior() != null,
                        evaluated.evaluation(),
                        signature(scale)));
            }
            all.get(0).remarks().forEach(session.console()::notice);
        } finally {
            all.forEach(Predictions::close);
        }
        return new Outcome(
                input.first(),
                results.get(0),
                columns.get(0).signature(),
                null,
                null,
                new ScaleTable(protocol.toString(), columns, whoseClasses()));
    }

    /** How each scale would come about. */
    List<Signature> scaleSignatures() {
        List<Predictions> all = openScales();
        try {
            return all.stream().map(this::signature).toList();
        } finally {
            all.forEach(Predictions::close);
        }
    }

    private List<Predictions> openScales() {
        return input.reading().openScales(input.first(), truth, session.in(), session.console());
    }

    /** Published figures are over all of a split. Null when these are, too. */
    private @Nullable String whoseClasses() {
        String split = against.split();
        boolean evaluated = Set.of("val", "test").contains(split);
        int classes = truth.classes().size();
        boolean chosen = !input.classes().label(truth).equals(Integer.toString(classes));
        int published = PublishedCounts.recordings(split);
        if (evaluated
                && !chosen
                && truth.recordings().size() == published
                && classes == PublishedCounts.species(split)) {
            return null;
        }
        return "The classes that compete (K) are the " + Quantity.count(classes)
                + (chosen ? " that --classes chose" : " with recordings in these annotations")
                + ", which are not the published " + (evaluated ? split : "val or test")
                + " split: compare figures only with"
                + " others of the same subset"
                + (evaluated
                        ? "; the published split has " + Quantity.count(published) + " recordings of "
                                + Quantity.count(PublishedCounts.species(split)) + " classes"
                        : "");
    }

    /**
     * Scores several files, one after the other, and hands over what comes of each: only what is made of that is kept. What they
     * are compared with is read first, and once.
     *
     * @param resampling null for no intervals
     */
    <T> List<T> scoreEach(@Nullable Resampling resampling, Function<Outcome, T> made) {
        Path other = comparing.baseline();
        Scored theirs = null;
        if (other != null) {
            try (Predictions scores =
                    input.reading().openBaselineOfSeveral(other, truth, session.in(), session.console())) {
                theirs = score(other, scores, resampling);
            }
        }
        List<T> results = new ArrayList<>();
        for (Path file : input.predictions()) {
            try (Predictions scores = open(file)) {
                Scored ours = score(file, scores, resampling);
                BaselineReport compared = other == null || theirs == null ? null : compared(ours, other, theirs);
                results.add(made.apply(new Outcome(file, ours.result, ours.signature, compared, null, null)));
            }
        }
        return results;
    }

    private BaselineReport compared(Scored ours, Path other, Scored theirs) {
        return new BaselineReport(
                ReadingOptions.named(other),
                theirs.signature,
                Comparison.of(ours.result, theirs.result, comparing.confidence()));
    }

    private Predictions open(Path file) {
        List<Path> all = input.predictions();
        return all.size() == 1
                ? input.reading().open(file, comparing.baseline(), truth, session.in(), session.console())
                : input.reading()
                        .openOneOfSeveral(
                                file, file.equals(all.get(all.size() - 1)), truth, session.in(), session.console());
    }

    private Scored score(Path file, Predictions scores, @Nullable Resampling resampling) {
        return score(file, scores, resampling, Wanted.NOTHING);
    }

    private Scored score(Path file, Predictions scores, @Nullable Resampling resampling, Wanted wanted) {
        notice(file, scores.layout());
        Signature signature = signature(scores);
        Evaluated evaluated =
                Evaluator.evaluate(scores, input.threads(), session.console().progress(), resampling, wanted);
        scores.remarks().forEach(session.console()::notice);
        return new Scored(evaluated, signature);
    }

    private void notice(Path file, String layout) {
        session.console()
                .notice(ReadingOptions.named(file) + " (" + layout + ") against " + annotationFile + ": "
                        + Quantity.count(truth.counted()) + " recordings of "
                        + Quantity.count(truth.classes().size()) + " classes");
    }

    private @Nullable PeerResult peer(Evaluated ours) {
        return comparing.peer() == Peer.NONE
                ? null
                : PeerEvaluator.evaluate(
                        comparing.peer(),
                        (again, activation) ->
                                input.reading().reopen(input.first(), comparing.baseline(), again, activation, session),
                        ours.evaluation(),
                        truth,
                        input.threads(),
                        session.console().progress());
    }

    /**
     * Puts the report together.
     *
     * @param confusions how many pairs to name
     */
    EvaluationReport report(Outcome outcome, @Nullable Resampling resampling, int confusions, List<GateOutcome> gates) {
        Uncertainty uncertainty = resampling == null
                ? null
                : new Uncertainty(comparing.confidence(), resampling, outcome.ours.intervals(comparing.confidence()));
        return new EvaluationReport(
                outcome.ours.evaluation(),
                outcome.signature.split(),
                ReadingOptions.named(outcome.predictions),
                outcome.signature,
                confusions,
                new EvaluationReport.Extras(
                        uncertainty, outcome.baseline, outcome.peer, gates, outcome.ours.fixed(), outcome.scales));
    }

    private Signature signature(Predictions scores) {
        Reading how = scores.reading();
        Prior prior = how.prior();
        Signature.Handling handling = new Signature.Handling(
                scores.layout(),
                how.activation().toString(),
                how.pool() == null ? "none" : how.pool().toString(),
                prior == null ? "none" : "above-" + prior.threshold() + "-sha256-" + prior.checksum(),
                how.missing().toString());
        return new Signature(against, input.classes().label(truth), handling, Version.number());
    }
}
