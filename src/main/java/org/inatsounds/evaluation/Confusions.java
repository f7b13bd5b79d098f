package org.inatsounds.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;

/** Counts which classes were taken for which. There are no more pairs than recordings: only those that occur are held. */
final class Confusions {

    private static final Comparator<Confusion> MOST_OFTEN_FIRST = Comparator.comparingInt(Confusion::count)
            .reversed()
            .thenComparingInt(confusion -> confusion.truth().id())
            .thenComparingInt(confusion -> confusion.predicted().id());

    private Confusions() {}

    /**
     * Counts the recordings whose predicted class is another than the true one.
     *
     * @param classes by class index
     * @param classOf the true class of each recording; a negative one does not count
     * @param predicted the class with the highest score, by recording; negative when there is none
     * @param positives recordings of each class
     * @return the most frequent first, then by the ids of the true and the predicted category
     */
    static List<Confusion> of(List<Category> classes, int[] classOf, IntUnaryOperator predicted, int[] positives) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < classOf.length; i++) {
            int truth = classOf[i];
            int taken = predicted.applyAsInt(i);
            if (truth >= 0 && taken >= 0 && taken != truth) {
                counts.merge((long) truth * classes.size() + taken, 1, Integer::sum);
            }
        }
        List<Confusion> confusions = new ArrayList<>(counts.size());
        counts.forEach((pair, count) -> {
            int truth = (int) (pair / classes.size());
            Category taken = classes.get((int) (pair % classes.size()));
            confusions.add(new Confusion(classes.get(truth), taken, count, (double) count / positives[truth]));
        });
        confusions.sort(MOST_OFTEN_FIRST);
        return confusions;
    }
}
