package org.inatsounds.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.inatsounds.Listener;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.statistics.PublishedCounts;
import org.inatsounds.evaluation.predictions.PredictionFiles;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Prior;
import org.inatsounds.evaluation.predictions.Reading;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

/** Scores files of predictions, and what they are compared with. What is read and found is told to a {@link Listener}. */
public final class EvaluationRun {

    private final ScoredAgainst against;
    private final PredictionFiles reader;
    private final List<Path> predictions;
    private final Comparing comparing;
    private final int threads;
    private final String version;
    private final Listener listener;

    /**
     * What predictions are compared with.
     *
     * @param baseline other predictions; null for none
     * @param confidence of the intervals of differences
     * @param peer another tool
     */
    public record Comparing(@Nullable Path baseline, double confidence, Peer peer) {}

    /**
     * What came of a file, and of all that it is compared with.
     *
     * @param predictions the file
     * @param scales each scale of a protocol; none most often, and else the result is that of the first
     * @param classes what has to be known of the classes of a protocol, without a full stop; null for nothing
     */
    public record Outcome(
            Path predictions,
            Evaluated ours,
            Signature signature,
            @Nullable BaselineResult baseline,
            @Nullable PeerResult peer,
            List<ScaleResult> scales,
            @Nullable String classes) {}

    /** What was made of a file of scores. */
    private record Scored(Evaluated result, Signature signature) {}

    /**
     * Prepares.
     *
     * @param predictions the files of scores, at least one
     * @param version of the program, for signatures
     */
    public EvaluationRun(
            ScoredAgainst against,
            PredictionFiles reader,
            List<Path> predictions,
            Comparing comparing,
            int threads,
            String version,
            Listener listener) {
        this.against = against;
        this.reader = reader;
        this.predictions = List.copyOf(predictions);
        this.comparing = comparing;
        this.threads = threads;
        this.version = version;
        this.listener = listener;
    }

    /** What is scored against. */
    public ScoredAgainst against() {
        return against;
    }

    /** How the score of each file would come about. */
    public List<Signature> signatures() {
        List<Signature> signatures = new ArrayList<>();
        boolean matrix = false;
        for (Path file : predictions) {
            try (Predictions scores = reader.open(file, severalFiles())) {
                matrix |= scores.isMatrix();
                requireMatrix(file, matrix);
                signatures.add(signature(scores));
            }
        }
        return signatures;
    }

    /**
     * Scores the first file.
     *
     * @param resampling null for no intervals
     * @param wanted beside the metrics
     */
    public Outcome score(@Nullable Resampling resampling, Wanted wanted) {
        Path file = predictions.get(0);
        Path other = comparing.baseline();
        boolean matrix;
        Scored ours;
        try (Predictions scores = reader.open(file, other != null)) {
            matrix = scores.isMatrix();
            ours = score(file, scores, resampling, wanted);
        }
        BaselineResult compared = null;
        if (other != null) {
            try (Predictions scores = reader.openBaseline(other)) {
                if (reader.hasLists() && !matrix && !scores.isMatrix()) {
                    throw new UsageException(
                            "lists of rows and columns are for .npy files; " + PredictionFiles.named(file) + " and "
                                    + PredictionFiles.named(other) + " are tables that name them");
                }
                compared = compared(ours, other, score(other, scores, resampling, Wanted.NOTHING));
            }
        }
        return new Outcome(file, ours.result, ours.signature, compared, peer(ours.result), List.of(), null);
    }

    /**
     * Scores the first file on every scale of a protocol. The result is about the first scale.
     */
    public Outcome scoreScales(Protocol protocol) {
        Path file = predictions.get(0);
        List<Predictions> all = reader.openScales(file);
        List<ScaleResult> scales = new ArrayList<>();
        List<Evaluated> results = new ArrayList<>();
        try {
            notice(file, all.get(0).layout().replaceFirst(",.*", "") + ", " + protocol);
            for (Predictions scale : all) {
                Evaluated evaluated = Evaluator.evaluate(scale, threads, listener.progress(), null);
                scale.close();
                results.add(evaluated);
                scales.add(new ScaleResult(
                        String.valueOf(scale.reading().pool()),
                        scale.reading().prior() != null,
                        evaluated.evaluation(),
                        signature(scale)));
            }
            all.get(0).remarks().forEach(listener::notice);
        } finally {
            all.forEach(Predictions::close);
        }
        return new Outcome(
                file, results.get(0), scales.get(0).signature(), null, null, List.copyOf(scales), whoseClasses());
    }

    /** How each scale would come about. */
    public List<Signature> scaleSignatures() {
        List<Predictions> all = reader.openScales(predictions.get(0));
        try {
            return all.stream().map(this::signature).toList();
        } finally {
            all.forEach(Predictions::close);
        }
    }

    /**
     * Scores all files, one after the other, and hands over what comes of each: only what is made of that is kept. What they
     * are compared with is read first, and once.
     *
     * @param resampling null for no intervals
     */
    public <T> List<T> scoreEach(@Nullable Resampling resampling, Function<Outcome, T> made) {
        Path other = comparing.baseline();
        boolean matrix = false;
        Scored theirs = null;
        if (other != null) {
            try (Predictions scores = reader.openBaseline(other)) {
                matrix = scores.isMatrix();
                theirs = score(other, scores, resampling, Wanted.NOTHING);
            }
        }
        List<T> results = new ArrayList<>();
        for (Path file : predictions) {
            try (Predictions scores = reader.open(file, true)) {
                matrix |= scores.isMatrix();
                requireMatrix(file, matrix);
                Scored ours = score(file, scores, resampling, Wanted.NOTHING);
                BaselineResult compared = other == null || theirs == null ? null : compared(ours, other, theirs);
                results.add(
                        made.apply(new Outcome(file, ours.result, ours.signature, compared, null, List.of(), null)));
            }
        }
        return results;
    }

    private boolean severalFiles() {
        return predictions.size() > 1 || comparing.baseline() != null;
    }

    /** Once the last of several files is open, one of them has to be what the lists are for. */
    private void requireMatrix(Path file, boolean seen) {
        boolean last = predictions.size() > 1 && file.equals(predictions.get(predictions.size() - 1));
        if (last && reader.hasLists() && !seen) {
            throw new UsageException(
                    "lists of rows and columns are for .npy files; all files that were given are tables that name them");
        }
    }

    private BaselineResult compared(Scored ours, Path other, Scored theirs) {
        return new BaselineResult(
                PredictionFiles.named(other),
                theirs.signature,
                Comparison.of(ours.result, theirs.result, comparing.confidence()));
    }

    private Scored score(Path file, Predictions scores, @Nullable Resampling resampling, Wanted wanted) {
        notice(file, scores.layout());
        Signature signature = signature(scores);
        Evaluated evaluated = Evaluator.evaluate(scores, threads, listener.progress(), resampling, wanted);
        scores.remarks().forEach(listener::notice);
        return new Scored(evaluated, signature);
    }

    private void notice(Path file, String layout) {
        listener.notice(PredictionFiles.named(file) + " (" + layout + ") against " + against.file() + ": "
                + Quantity.count(against.truth().counted()) + " recordings of "
                + Quantity.count(against.truth().classes().size()) + " classes");
    }

    private @Nullable PeerResult peer(Evaluated ours) {
        return comparing.peer() == Peer.NONE
                ? null
                : PeerEvaluator.evaluate(
                        comparing.peer(),
                        (truth, activation) ->
                                reader.reopen(predictions.get(0), comparing.baseline() != null, truth, activation),
                        ours.evaluation(),
                        against.truth(),
                        threads,
                        listener.progress());
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
        return new Signature(against.signed(), against.classes().label(against.truth()), handling, version);
    }

    /** Published figures are over all of a split. Null when these are, too. */
    private @Nullable String whoseClasses() {
        String split = against.signed().split();
        boolean evaluated = Set.of("val", "test").contains(split);
        int classes = against.truth().classes().size();
        boolean chosen = !against.classes().label(against.truth()).equals(Integer.toString(classes));
        int published = PublishedCounts.recordings(split);
        if (evaluated
                && !chosen
                && against.truth().recordings().size() == published
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
}
