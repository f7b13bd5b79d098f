package org.inatsounds.evaluation;

import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.Ranking;
import org.jspecify.annotations.Nullable;

/** What each recording was taken for. A recording is known by its place in the annotations, from 0. */
public final class PredictedClasses {

    private final GroundTruth truth;
    private final int[] classOf;
    private final Ranking ranking;

    /** @param classOf the true class of each recording; negative for those that don't count */
    PredictedClasses(GroundTruth truth, int[] classOf, Ranking ranking) {
        this.truth = truth;
        this.classOf = classOf;
        this.ranking = ranking;
    }

    /** Whether a recording counts: it is of a class that competes and, where those without a row are left out, has one. */
    public boolean counts(int recording) {
        return classOf[recording] >= 0;
    }

    /** The true category of a recording that counts. */
    public Category category(int recording) {
        return truth.classes().get(classOf[recording]);
    }

    /** The category with the highest score, in a tie the one with the smaller id; null where there is no row or no entry. */
    public @Nullable Category predicted(int recording) {
        int predicted = ranking.predicted(recording);
        return predicted == Ranking.NONE ? null : truth.classes().get(predicted);
    }

    /** Whether that is the true one. */
    public boolean right(int recording) {
        return counts(recording) && ranking.predicted(recording) == classOf[recording];
    }
}
