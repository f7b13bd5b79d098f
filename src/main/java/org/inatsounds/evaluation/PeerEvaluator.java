package org.inatsounds.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.Evaluation.ClassResult;
import org.inatsounds.evaluation.Evaluator.Counted;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.CategoryFinder;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.MalformedException;
import org.inatsounds.evaluation.predictions.Pass;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.RowSink;
import org.jspecify.annotations.Nullable;

/**
 * Computes what other tools say when they are given the file as it is. They know nothing of the classes that count: every
 * column competes, and a class without recordings has a score of its own. So the file is evaluated anew with every column as
 * a class; what a tool does with classes that have no recording, with ties, and with logits, follows from its source:
 *
 * <ul>
 *   <li>scikit-learn: {@code average_precision_score} and {@code roc_auc_score} of a label-indicator matrix, macro;
 *       {@code top_k_accuracy_score}; {@code balanced_accuracy_score} of {@code numpy.argmax}.
 *   <li>torchmetrics: {@code MulticlassAveragePrecision}, {@code MulticlassAUROC} and {@code MulticlassAccuracy}, macro and
 *       micro.
 * </ul>
 */
public final class PeerEvaluator {

    private static final double SAME = 1e-12;

    private static final int TOP = 5;

    /** Opens the same file again. */
    public interface Source {

        /**
         * Opens it.
         *
         * @param activation to apply to rows instead of what was asked for; null for that
         */
        Predictions open(GroundTruth truth, @Nullable Activation activation);
    }

    private final Source source;
    private final Evaluation ours;
    private final GroundTruth truth;
    /** What to add to every reason: the tool counts recordings that we left out, and columns outside the classes. */
    private String otherwise;

    /** How many classes compete here. */
    private final int classes;

    private final int threads;
    private final Progress progress;
    private final Map<Metric, Double> values = new EnumMap<>(Metric.class);
    private final Map<Metric, String> reasons = new EnumMap<>(Metric.class);

    private PeerEvaluator(
            Source source, Evaluation ours, GroundTruth truth, GroundTruth chosen, int threads, Progress progress) {
        this.source = source;
        this.ours = ours;
        this.truth = truth;
        int leftOut = truth.counted() - chosen.counted();
        this.classes = chosen.classes().size();
        this.otherwise = leftOut == 0 ? "" : leftOut + " more recordings count than here";
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Computes what a tool says.
     *
     * @param peer not {@link Peer#NONE}
     * @param source the file
     * @param ours what we say of it
     * @param truth what it was scored against, with the classes that count
     * @throws BadInputException when its layout has no score for some classes, or recordings have no row: other tools take
     *     neither
     */
    public static PeerResult evaluate(
            Peer peer, Source source, Evaluation ours, GroundTruth truth, int threads, Progress progress) {
        PeerEvaluator evaluator = new PeerEvaluator(source, ours, everyColumn(truth, ours), truth, threads, progress);
        switch (peer) {
            case SKLEARN -> evaluator.sklearn();
            case TORCHMETRICS -> evaluator.torchmetrics();
            case NONE -> throw new IllegalArgumentException("no tool to compare with");
        }
        return new PeerResult(peer, evaluator.values, evaluator.reasons);
    }

    private static GroundTruth everyColumn(GroundTruth truth, Evaluation ours) {
        CategoryFinder names = new CategoryFinder(truth.categories());
        Set<Integer> ids = new HashSet<>();
        truth.classes().forEach(category -> ids.add(category.id()));
        ours.columnsNotEvaluated()
                .forEach(name -> ids.add(names.find(name, name).id()));
        return truth.competing(ids);
    }

    private Predictions open(@Nullable Activation activation) {
        Predictions predictions = source.open(truth, activation);
        if (predictions.lists()) {
            predictions.close();
            throw new BadInputException(
                    predictions.file() + ": expected a score for every class of each recording to compute"
                            + " what another tool reports, got a list; remove --compat");
        }
        if (predictions.reading().activation() == Activation.SOFTMAX && activation == null && columns() > classes) {
            otherwise = both(otherwise, "the softmax is over all " + columns() + " columns");
        }
        return predictions;
    }

    private Counted count(Predictions predictions) {
        Counted counted = Evaluator.count(predictions, threads, progress);
        if (counted.absent().count() > 0) {
            throw new BadInputException(
                    predictions.file() + ": expected a row for every recording to compute what another"
                            + " tool reports, got none for " + counted.absent().count() + "; remove --compat");
        }
        return counted;
    }

    private int columns() {
        return truth.classes().size();
    }

    /** Whether there are columns of categories without recordings. */
    private boolean idle(Evaluation every) {
        return every.classes() < columns();
    }

    private void put(Metric metric, double value, String reason) {
        values.put(metric, value);
        Double own = metric.of(ours);
        // Another order of summing is no other result.
        if (own == null || !(Math.abs(own - value) <= SAME)) {
            reasons.put(metric, both(reason, otherwise));
        }
    }

    private static String both(String reason, String another) {
        return reason + (reason.isEmpty() || another.isEmpty() ? "" : ", and ") + another;
    }

    private static double sum(Evaluation evaluation, ToDoubleFunction<ClassResult> value) {
        return evaluation.perClass().stream().mapToDouble(value).sum();
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private void sklearn() {
        try (Predictions predictions = open(null)) {
            Counted counted = count(predictions);
            Evaluation every = counted.evaluation(predictions);
            if (beyond(predictions, Double.MAX_VALUE)) {
                Metric.ALL.forEach(metric -> reasons.put(metric, "it refuses infinite scores"));
                return;
            }
            put(Metric.TOP1, every.metrics().top1(), "balanced_accuracy_score: " + competing());
            reasons.put(Metric.TOP5, "it has no top-5 averaged over classes");
            if (idle(every)) {
                put(
                        Metric.MAP,
                        sum(every, result -> number(result.ap())) / columns(),
                        "average_precision_score: a class without recordings counts as 0, of " + columns());
                reasons.put(Metric.ROC_AUC, "roc_auc_score has no value when a class has no recordings");
            } else {
                put(Metric.MAP, number(every.metrics().map()), "average_precision_score");
                Double rocAuc = every.others().rocAuc();
                if (rocAuc == null) {
                    reasons.put(Metric.ROC_AUC, "roc_auc_score has no value when a class has all recordings");
                } else {
                    put(Metric.ROC_AUC, rocAuc, "roc_auc_score");
                }
            }
            reasons.put(Metric.MF1, "it has no best F1 over thresholds");
            String larger = "top_k_accuracy_score: in ties the class with the larger id wins";
            String reason = both(larger, idle(every) ? competing() : "");
            put(Metric.MICRO_TOP1, micro(counted, 1), reason);
            put(Metric.MICRO_TOP5, micro(counted, TOP), reason);
        }
    }

    private String competing() {
        return "all " + columns() + " columns compete";
    }

    private double micro(Counted counted, int k) {
        int hits = 0;
        int[] classOf = truth.classOf();
        for (int recording = 0; recording < classOf.length; recording++) {
            boolean within = counted.ranking().withinIfLargerIdsWin(k, recording);
            hits += classOf[recording] != GroundTruth.LEFT_OUT && within ? 1 : 0;
        }
        return (double) hits / truth.counted();
    }

    private void torchmetrics() {
        if (columns() == 1) {
            Metric.ALL.forEach(metric -> reasons.put(metric, "it needs two classes or more"));
            return;
        }
        boolean logits;
        try (Predictions predictions = open(null)) {
            Counted counted = count(predictions);
            Evaluation every = counted.evaluation(predictions);
            logits = beyond(predictions, 1);
            int predicted = predictedWithoutRecordings(counted);
            put(
                    Metric.TOP1,
                    sum(every, ClassResult::top1) / (every.classes() + predicted),
                    competing() + ", and each of the " + predicted
                            + " that are predicted and have no recordings counts as 0");
            put(Metric.TOP5, every.metrics().top5(), competing());
            put(Metric.MICRO_TOP1, every.others().microTop1(), competing());
            put(Metric.MICRO_TOP5, every.others().microTop5(), competing());
            reasons.put(Metric.MF1, "it has no best F1 over thresholds");
            if (!logits) {
                curves(every, "");
                return;
            }
            if (predictions.reading().pool() != null) {
                reasons.put(Metric.MAP, "it would take a softmax of scores that are pooled already: not computed");
                reasons.put(Metric.ROC_AUC, "the same");
                return;
            }
        }
        try (Predictions predictions = open(Activation.SOFTMAX)) {
            curves(count(predictions).evaluation(predictions), "it takes a softmax of scores outside [0, 1]");
        }
    }

    private void curves(Evaluation every, String softmax) {
        put(Metric.MAP, number(every.metrics().map()), softmax);
        // A class with all recordings has no curve, and gets 0, too.
        double sum = sum(every, result -> result.rocAuc() == null ? 0 : result.rocAuc());
        boolean whole = every.perClass().stream().anyMatch(result -> result.rocAuc() == null);
        String zero = "a class without recordings" + (whole ? ", or with all of them," : "") + " counts as 0, of "
                + columns();
        put(Metric.ROC_AUC, sum / columns(), both(softmax, idle(every) || whole ? zero : ""));
    }

    /** How many classes without recordings have the highest score of some recording. */
    private int predictedWithoutRecordings(Counted counted) {
        Set<Integer> predicted = new HashSet<>();
        Set<Integer> right = new HashSet<>();
        int[] classOf = truth.classOf();
        for (int recording = 0; recording < classOf.length; recording++) {
            if (classOf[recording] != GroundTruth.LEFT_OUT) {
                predicted.add(counted.ranking().predicted(recording));
                right.add(classOf[recording]);
            }
        }
        predicted.removeAll(right);
        return predicted.size();
    }

    /** Whether a score is below 0 or above a number; or, for the greatest number, whether one is infinite. */
    private boolean beyond(Predictions predictions, double most) {
        double least = most == Double.MAX_VALUE ? -most : 0;
        AtomicBoolean beyond = new AtomicBoolean();
        RowSink sink = (recording, scores) -> {
            for (double score : scores) {
                if (score < least || score > most) {
                    beyond.set(true);
                    return;
                }
            }
        };
        List<Pass.Work> works = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            works.add((reader, piece) -> {
                if (!beyond.get()) {
                    reader.rows(piece, sink);
                }
            });
        }
        try (Progress.Step step = progress.start(predictions.file(), Progress.UNKNOWN, Progress.Unit.BYTES)) {
            Pass.run(predictions, works, step::advance);
        } catch (IOException e) {
            throw Predictions.unreadable(predictions.file(), e);
        } catch (MalformedException e) {
            throw new IllegalStateException(predictions.file() + ": a row that was read twice can't be read", e);
        }
        return beyond.get();
    }
}
