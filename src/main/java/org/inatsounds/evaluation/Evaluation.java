package org.inatsounds.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.jspecify.annotations.Nullable;

/**
 * How well the scores of a model tell the classes apart. All metrics are fractions in [0, 1]; a null is one that is not
 * available, and {@code notes} says why.
 *
 * @param recordings how many were evaluated
 * @param classes over how many metrics are averaged: the categories with recordings that were evaluated
 * @param metrics the four metrics of the protocol
 * @param others what else the dataset's authors report
 * @param taxonomy top-1 at each rank, from kingdom to species: right when the predicted category's path down to that rank is
 *     the true one's; averaged within each true taxon, then over taxa
 * @param supercategories by name, in alphabetical order
 * @param ties what ties in the scores decide
 * @param missingRecordings recordings without a row; {@code notes} says what was made of them
 * @param columnsNotEvaluated columns of categories without recordings, named as in the file, from left to right
 * @param perClass by ascending category id
 * @param confusions every pair of classes of which one was taken for the other, the most frequent first, then by category id
 * @param notes for each metric that is not available, named as in the output, why; under {@code missing_recordings} what
 *     was made of them, under {@code classes} which ones were not averaged, and under {@code logits}, {@code softmax},
 *     {@code rounding} and {@code not_listed} what may mislead in the numbers of the file. In alphabetical order
 */
public record Evaluation(
        int recordings,
        int classes,
        Metrics metrics,
        OtherMetrics others,
        Map<String, @Nullable Double> taxonomy,
        Map<String, Supercategory> supercategories,
        Ties ties,
        int missingRecordings,
        List<String> columnsNotEvaluated,
        List<ClassResult> perClass,
        List<Confusion> confusions,
        Map<String, String> notes) {

    /** Copies what is given, in its order. */
    public Evaluation {
        taxonomy = Collections.unmodifiableMap(new LinkedHashMap<>(taxonomy));
        supercategories = Collections.unmodifiableMap(new LinkedHashMap<>(supercategories));
        columnsNotEvaluated = List.copyOf(columnsNotEvaluated);
        perClass = List.copyOf(perClass);
        confusions = List.copyOf(confusions);
        notes = Collections.unmodifiableMap(new TreeMap<>(notes));
    }

    /** The same with more notes. */
    Evaluation with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(notes);
        all.putAll(more);
        return new Evaluation(
                recordings,
                classes,
                metrics,
                others,
                taxonomy,
                supercategories,
                ties,
                missingRecordings,
                columnsNotEvaluated,
                perClass,
                confusions,
                all);
    }

    /**
     * The four metrics: means over classes. The last two are null when there are ranks and no scores.
     *
     * @param top1 share of a class's recordings whose true class has the highest score
     * @param top5 share of those whose true class is among the highest five
     * @param map average precision over all recordings, as scikit-learn defines it; the dataset's primary metric
     * @param mf1 best F1 over all thresholds
     */
    public record Metrics(
            double top1,
            double top5,
            @Nullable Double map,
            @Nullable Double mf1) {}

    /**
     * Further metrics.
     *
     * @param rocAuc area under the ROC curve, mean over classes; null when there is one class only, or ranks and no scores
     * @param microTop1 share of all recordings whose true class has the highest score
     * @param microTop5 share of those whose true class is among the highest five
     */
    public record OtherMetrics(@Nullable Double rocAuc, double microTop1, double microTop5) {}

    /**
     * The metrics of the classes of one supercategory, which compete with all others.
     *
     * @param recordings of these classes
     * @param classes how many have recordings
     */
    public record Supercategory(int recordings, int classes, Metrics metrics) {}

    /** What ties decide: the class with the smaller category id wins. */
    public record Ties(Bounds top1, Bounds top5) {}

    /**
     * Between what a metric lies, whoever wins the ties.
     *
     * @param recordings how many are right or wrong by a tie
     * @param pessimistic the metric when the true class loses every tie
     * @param optimistic the metric when it wins every tie
     */
    public record Bounds(int recordings, double pessimistic, double optimistic) {}

    /**
     * One class.
     *
     * @param recordings its positives
     * @param top1 share of them whose true class has the highest score
     * @param top5 share of them whose true class is among the highest five
     * @param ap average precision; null, as are f1 and threshold, when there are ranks and no scores
     * @param f1 the best F1
     * @param threshold the highest score that gives it, when all recordings that score as much or more are taken
     * @param rocAuc null when every recording is of this class, or there are no scores
     */
    public record ClassResult(
            Category category,
            int recordings,
            double top1,
            double top5,
            @Nullable Double ap,
            @Nullable Double f1,
            @Nullable Double threshold,
            @Nullable Double rocAuc) {}

    /**
     * A class whose recordings were taken for another.
     *
     * @param truth the true class
     * @param predicted the class with the highest score: in a tie the one with the smaller category id
     * @param count how many recordings; at least one
     * @param share of the true class's recordings
     */
    public record Confusion(Category truth, Category predicted, int count, double share) {}
}
