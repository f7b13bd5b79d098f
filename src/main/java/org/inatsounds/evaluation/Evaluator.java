package org.inatsounds.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.MalformedException;
import org.inatsounds.evaluation.predictions.Missing;
import org.inatsounds.evaluation.predictions.MissingRows;
import org.inatsounds.evaluation.predictions.OwnScores;
import org.inatsounds.evaluation.predictions.Pass;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Ranking;
import org.inatsounds.evaluation.predictions.RowSink;
import org.inatsounds.evaluation.predictions.WindowRanks;
import org.inatsounds.internal.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * Computes the metrics of the protocol from predictions, exactly, in two passes over the file. Memory is proportional to
 * recordings plus classes. The result does not depend on the number of threads, nor on the order of rows or columns.
 *
 * <pre>{@code
 * GroundTruth truth = GroundTruth.of(AnnotationReader.read(Path.of("data/test.json")));
 * try (Predictions predictions = Predictions.open(Path.of("predictions.csv"), truth)) {
 *     Evaluation evaluation = Evaluator.evaluate(predictions);
 *     System.out.println("mAP " + Metric.MAP.of(evaluation));
 * }
 * }</pre>
 *
 * <p>Metrics are fractions in [0, 1]. Several evaluations may run at the same time, each with its own predictions. To cancel
 * one, interrupt the thread that called it.
 */
public final class Evaluator {

    private static final int NAMED = 3;

    private final Predictions predictions;
    private final GroundTruth truth;
    private final int threads;
    private final Progress progress;
    private final @Nullable Resampling resampling;
    private final RowExtras extras;

    private Evaluator(
            Predictions predictions, int threads, Progress progress, @Nullable Resampling resampling, Wanted wanted) {
        this.extras = new RowExtras(predictions.truth(), wanted);
        this.predictions = predictions;
        this.truth = predictions.truth();
        this.threads = threads;
        this.progress = progress;
        this.resampling = resampling;
    }

    /**
     * Evaluates predictions with the truth that they were opened with, on as many threads as there are processors.
     *
     * @throws BadInputException as {@link #evaluate(Predictions, int, Progress)}
     * @throws StorageException as {@link #evaluate(Predictions, int, Progress)}
     * @throws org.inatsounds.CancelledException when this thread is interrupted
     */
    public static Evaluation evaluate(Predictions predictions) {
        return evaluate(predictions, Runtime.getRuntime().availableProcessors(), Progress.NONE);
    }

    /**
     * Evaluates predictions with the truth that they were opened with.
     *
     * @param threads at least 1; more than the number of cores has no benefit
     * @param progress counts the bytes of the file: half of them in each of the two passes
     * @throws BadInputException when a row is malformed, of an unknown recording, or the second of its recording, or when
     *     required recordings are missing. The message names the first problems of the file
     * @throws StorageException when the file can't be read
     * @throws org.inatsounds.CancelledException when this thread is interrupted
     */
    public static Evaluation evaluate(Predictions predictions, int threads, Progress progress) {
        return evaluate(predictions, threads, progress, null).evaluation();
    }

    /**
     * As above, and resamples the recordings.
     *
     * @param resampling its settings; null for no resampling
     * @throws org.inatsounds.UsageException when there is not enough memory for that
     */
    public static Evaluated evaluate(
            Predictions predictions, int threads, Progress progress, @Nullable Resampling resampling) {
        return evaluate(predictions, threads, progress, resampling, Wanted.NOTHING);
    }

    /**
     * As above, and collects further results.
     *
     * @throws org.inatsounds.UsageException also when there are no scores for thresholds that were given
     */
    public static Evaluated evaluate(
            Predictions predictions, int threads, Progress progress, @Nullable Resampling resampling, Wanted wanted) {
        return Cancellation.cancellable(
                Predictions.WHAT, () -> new Evaluator(predictions, threads, progress, resampling, wanted).evaluated());
    }

    private Evaluated evaluated() {
        Counted counted = counted();
        Evaluated evaluated = evaluated(counted);
        boolean scored = predictions.scored();
        return evaluated.with(
                extras.recordings(counted.ranking, scored),
                extras.fixed(evaluated.evaluation(), counted.absent, scored));
    }

    /** Only the two passes. */
    static Counted count(Predictions predictions, int threads, Progress progress) {
        return new Evaluator(predictions, threads, progress, null, Wanted.NOTHING).counted();
    }

    private Counted counted() {
        long bytes = IntStream.range(0, predictions.pieces())
                .mapToLong(predictions::bytes)
                .sum();
        try (Progress.Step step = progress.start(predictions.file(), bytes, Progress.Unit.BYTES)) {
            return counted(step);
        } catch (MalformedException e) {
            throw explained();
        } catch (IOException e) {
            throw Predictions.unreadable(predictions.file(), e);
        }
    }

    /** Result of the first pass: the score of the true class of each recording, and the recordings without a row. */
    private static final class FirstPass {
        private final double[] own;
        private final List<Integer> missing;

        FirstPass(double[] own, List<Integer> missing) {
            this.own = own;
            this.missing = missing;
        }
    }

    /** Result of the two passes. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    record Counted(
            Thresholds thresholds,
            ScoreCounts counts,
            Ranking ranking,
            MissingRows absent,
            @Nullable Places places,
            int @Nullable [] windows) {

        /** The metrics. */
        Evaluation evaluation(Predictions predictions) {
            return new Scoring(predictions.truth(), ranking, absent, predictions.scored(), windows)
                    .evaluation(thresholds, counts, predictions);
        }
    }

    private Evaluated evaluated(Counted counted) {
        if (counted.windows != null && resampling != null) {
            throw new UsageException(
                    "pool window",
                    "expected neither --confidence nor --baseline with intervals: resamples draw recordings,"
                            + " and windows of one recording are no independent draws; leave them out, or pool with mean or max");
        }
        Evaluation evaluation = counted.evaluation(predictions).with(predictions.notes());
        Resamples resamples = resampling == null
                ? null
                : Bootstrap.run(
                        resampling,
                        counted.absent,
                        counted.ranking,
                        counted.places,
                        truth.classes().size(),
                        threads,
                        progress);
        // A window is no guess at a recording.
        Ranking ranking = counted.windows == null ? counted.ranking : new Ranking(truth.classOf(), true);
        PredictedClasses guesses = new PredictedClasses(truth, counted.absent.counted(), ranking);
        return new Evaluated(evaluation, predictions.file(), counted.absent.leftOut(), guesses, resamples);
    }

    private Counted counted(Progress.Step step) throws IOException, MalformedException {
        WindowRanks windows = predictions.windows();
        if (windows != null) {
            return counted(windows);
        }
        FirstPass first = firstPass(step);
        MissingRows absent = new MissingRows(
                truth.classOf(), first.missing, predictions.reading().missing());
        Thresholds thresholds =
                Thresholds.of(first.own, absent.scored(), truth.classes().size());
        Ranking ranking = new Ranking(truth.classOf(), predictions.unranked());
        Places places = resampling == null || !predictions.scored()
                ? null
                : new Places(thresholds, truth.recordings().size());
        ScoreCounts counts = counts(thresholds, ranking, places, step);
        return new Counted(thresholds, counts, ranking, absent, places, null);
    }

    private Counted counted(WindowRanks windows) throws IOException {
        boolean[] seen = new boolean[truth.recordings().size()];
        for (int recording : windows.recordingOf()) {
            seen[recording] = true;
        }
        List<Integer> missing = IntStream.range(0, seen.length)
                .filter(recording -> !seen[recording])
                .boxed()
                .toList();
        MissingRows absent = new MissingRows(
                truth.classOf(), checked(missing), predictions.reading().missing());
        WindowRanks.Ranked ranked = windows.of(absent);
        Thresholds none =
                Thresholds.of(new double[0], new int[0], truth.classes().size());
        ScoreCounts counts = new ScoreCounts(none, new ThresholdGrid(none), null);
        return new Counted(none, counts, ranked.ranking(), absent, null, ranked.classOf());
    }

    private FirstPass firstPass(Progress.Step step) throws IOException, MalformedException {
        OwnScores own = new OwnScores(truth.recordings().size());
        Pass.Work work = (reader, piece) -> reader.ownScores(piece, own);
        Pass.run(predictions, Collections.nCopies(threads, work), bytes -> step.advance(bytes / 2));
        double[] scores = own.scores();
        double least = predictions.least();
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.max(scores[i], least);
        }
        return new FirstPass(scores, checked(own.missing()));
    }

    /** Those recordings without a row that are not left out; an error unless they may be missing. */
    private List<Integer> checked(List<Integer> withoutRow) throws IOException {
        List<Integer> missing = withoutRow.stream()
                .filter(recording -> truth.classOf()[recording] != GroundTruth.LEFT_OUT)
                .toList();
        boolean allowed = predictions.reading().missing() != Missing.ERROR && missing.size() < truth.counted();
        if (!missing.isEmpty() && !allowed) {
            throw missing(missing);
        }
        return missing;
    }

    private ScoreCounts counts(Thresholds thresholds, Ranking ranking, @Nullable Places places, Progress.Step step)
            throws IOException, MalformedException {
        ThresholdGrid grid = new ThresholdGrid(thresholds);
        int[] classOf = truth.classOf();
        double least = predictions.least();
        List<ScoreCounts> counts = new ArrayList<>();
        List<Pass.Work> works = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            ScoreCounts own = new ScoreCounts(thresholds, grid, places);
            RowSink more = extras.sink();
            RowSink sink = (recording, scores) -> {
                if (classOf[recording] != GroundTruth.LEFT_OUT) {
                    ranking.row(recording, scores);
                    raise(scores, least);
                    own.row(recording, scores);
                    more.row(recording, scores);
                }
            };
            counts.add(own);
            works.add((reader, piece) -> reader.rows(piece, sink));
        }
        Pass.run(predictions, works, bytes -> step.advance(bytes - bytes / 2));
        ScoreCounts sum = counts.get(0);
        for (ScoreCounts other : counts.subList(1, threads)) {
            sum.add(other);
        }
        return sum;
    }

    private static void raise(double[] scores, double least) {
        if (least > Double.NEGATIVE_INFINITY) {
            for (int c = 0; c < scores.length; c++) {
                scores[c] = Math.max(scores[c], least);
            }
        }
    }

    /** The problem of a file in which a pass found one. */
    private BadInputException explained() {
        try {
            BadInputException problem = predictions.problem();
            if (problem == null) {
                throw new IllegalStateException(predictions.file() + ": the problem is gone at second sight");
            }
            return problem;
        } catch (IOException e) {
            throw Predictions.unreadable(predictions.file(), e);
        }
    }

    /** What to say of missing recordings, unless a malformed row explains them. */
    private BadInputException missing(List<Integer> missing) throws IOException {
        BadInputException problem = predictions.problem();
        if (problem != null) {
            return problem;
        }
        String named = missing.stream()
                .limit(NAMED)
                .map(i -> truth.recordings().get(i).fileName())
                .collect(Collectors.joining(", "));
        return new BadInputException(predictions.file() + ": " + missing.size() + " of "
                + truth.counted() + " recordings have no row: " + named
                + (missing.size() > NAMED ? ", …" : "") + predictions.aboutMissing()
                + "; --missing worst scores them below all others, --missing skip leaves them out");
    }
}
