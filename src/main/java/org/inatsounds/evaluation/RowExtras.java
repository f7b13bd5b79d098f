package org.inatsounds.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.Evaluation.ClassResult;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.MissingRows;
import org.inatsounds.evaluation.predictions.Ranking;
import org.inatsounds.evaluation.predictions.RowSink;
import org.jspecify.annotations.Nullable;

/** What is collected of each row beside what the metrics need, when it is wanted. */
final class RowExtras {

    private static final RowSink NOTHING = (recording, scores) -> {};

    private final GroundTruth truth;
    private final Wanted wanted;

    /** The highest score of each recording; NaN without a row. Threads write to different recordings. */
    private final double[] best;

    private final List<Taken> taken = new ArrayList<>();
    private boolean collected;

    RowExtras(GroundTruth truth, Wanted wanted) {
        this.truth = truth;
        this.wanted = wanted;
        this.best = new double[wanted.perRecording() ? truth.recordings().size() : 0];
        Arrays.fill(best, Double.NaN);
    }

    /** Counts how many recordings reach the threshold of each class. Each thread counts for itself. */
    private static final class Taken implements RowSink {

        private final double[] thresholds;
        private final int[] classOf;
        private final int[] all;
        private final int[] right;

        Taken(double[] thresholds, int[] classOf) {
            this.thresholds = thresholds;
            this.classOf = classOf;
            this.all = new int[thresholds.length];
            this.right = new int[thresholds.length];
        }

        @Override
        public void row(int recording, double[] scores) {
            for (int c = 0; c < thresholds.length; c++) {
                if (scores[c] >= thresholds[c]) {
                    all[c]++;
                    right[c] += classOf[recording] == c ? 1 : 0;
                }
            }
        }
    }

    /** What takes the rows of one thread. To be called by one thread, before any row. */
    RowSink sink() {
        collected = true;
        FixedThresholds thresholds = wanted.thresholds();
        Taken counts = thresholds == null ? null : new Taken(thresholds.values(), truth.classOf());
        if (counts != null) {
            taken.add(counts);
        }
        if (!wanted.perRecording()) {
            return counts == null ? NOTHING : counts;
        }
        return (recording, scores) -> {
            best[recording] = Arrays.stream(scores).max().orElse(Double.NaN);
            if (counts != null) {
                counts.row(recording, scores);
            }
        };
    }

    /** Checks that rows were recordings. */
    private void requireCollected() {
        if (!collected) {
            throw new UsageException(
                    wanted.perRecording() ? "per-recording" : "thresholds",
                    "expected one row of scores per recording, and its windows are not pooled here: pool them with mean or max");
        }
    }

    /**
     * The recordings of classes that compete, in the order of the annotations; none unless they are wanted.
     *
     * @param scored whether there are scores, and not only ranks
     */
    List<RecordingResult> recordings(Ranking ranking, boolean scored) {
        if (!wanted.perRecording()) {
            return List.of();
        }
        requireCollected();
        List<Category> classes = truth.classes();
        int[] classOf = truth.classOf();
        List<RecordingResult> results = new ArrayList<>();
        for (int i = 0; i < classOf.length; i++) {
            if (classOf[i] >= 0) {
                int predicted = ranking.predicted(i);
                int rank = ranking.rank(i);
                boolean has = scored && predicted != Ranking.NONE && !Double.isNaN(best[i]);
                results.add(new RecordingResult(
                        truth.recordings().get(i),
                        classes.get(classOf[i]),
                        predicted == Ranking.NONE ? null : classes.get(predicted),
                        has ? (Double) (best[i] + 0.0) : null,
                        rank == Ranking.NONE ? null : (Integer) rank));
            }
        }
        return results;
    }

    /** F1 at the thresholds that were given; null when there are none. */
    @Nullable
    FixedResult fixed(Evaluation evaluation, MissingRows absent, boolean scored) {
        FixedThresholds thresholds = wanted.thresholds();
        if (thresholds == null) {
            return null;
        }
        requireCollected();
        if (!scored) {
            throw new UsageException("thresholds", "expected scores, got a ranked list, which has none");
        }
        Map<Integer, FixedResult.OfClass> perClass = new HashMap<>();
        List<Category> without = new ArrayList<>();
        double sum = 0;
        double best = 0;
        for (ClassResult result : evaluation.perClass()) {
            int c = truth.classOfCategory(result.category().id());
            double threshold = thresholds.values()[c];
            if (Double.isNaN(threshold)) {
                without.add(result.category());
                continue;
            }
            double f1 = f1(c, threshold, result.recordings(), absent.worst());
            Double bestF1 = result.f1();
            sum += f1;
            best += bestF1 == null ? 0 : bestF1;
            perClass.put(result.category().id(), new FixedResult.OfClass(threshold, f1));
        }
        int classes = perClass.size();
        if (classes == 0) {
            throw new BadInputException(thresholds.file() + ": expected a threshold for at least one class that has"
                    + " recordings, got none");
        }
        return new FixedResult(
                thresholds.file(), sum / classes, best / classes, perClass, without, thresholds.others());
    }

    /** Recordings without a row are below every score: minus infinity alone takes them, too. */
    private double f1(int c, double threshold, int positives, List<Integer> missing) {
        long all = taken.stream().mapToLong(counts -> counts.all[c]).sum();
        long right = taken.stream().mapToLong(counts -> counts.right[c]).sum();
        if (threshold == Double.NEGATIVE_INFINITY) {
            all += missing.size();
            right += missing.stream().filter(i -> truth.classOf()[i] == c).count();
        }
        return 2.0 * right / (positives + all);
    }
}
