package org.inatsounds.evaluation.predictions;

import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * Makes scores of the numbers of a row, as the dataset's authors do: first classes are masked, then comes the activation, over
 * the classes that are left. Each thread has its own.
 *
 * <p>A masked class is minus infinity here, whatever the activation: below everything, and never a hit. What it counts as where
 * recordings are compared by their scores is {@link Predictions#least()}.
 */
final class RowScores {

    private final String file;
    private final GroundTruth truth;
    private final Activation activation;
    private final boolean gaps;
    private final int @Nullable [] picked;

    /**
     * Makes it.
     *
     * @param picked which number of a row is the one of each class; null when rows are one number a class
     */
    RowScores(String file, GroundTruth truth, Reading reading, int @Nullable [] picked) {
        this.file = file;
        this.truth = truth;
        this.activation = reading.activation();
        this.gaps = reading.gaps();
        this.picked = picked;
    }

    /**
     * Makes scores.
     *
     * @param numbers of the row. They are changed where the activation is over all columns: call it once then
     * @param prior what is allowed; null for everything
     * @param scores takes the scores, one a class
     * @throws BadInputException when they have no value
     */
    void make(int recording, double[] numbers, @Nullable Prior prior, double[] scores) {
        boolean every = activation == Activation.SOFTMAX_ALL_COLUMNS;
        if (every) {
            activation.apply(numbers);
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] = numbers[picked == null ? c : picked[c]];
        }
        if (prior != null && activation == Activation.NONE) {
            raise(scores);
        }
        boolean left = prior == null || prior.mask(recording, scores);
        if (!every && left) {
            activation.apply(scores);
        }
        if (prior != null) {
            // Again: an activation makes numbers of all of them.
            prior.mask(recording, scores);
        }
        for (double score : scores) {
            if (Double.isNaN(score) && !gaps) {
                throw noValue(file, truth, recording, activation + " of a row");
            }
        }
    }

    /** An allowed class is above one that is not. */
    static void raise(double[] scores) {
        for (int c = 0; c < scores.length; c++) {
            scores[c] = scores[c] == Double.NEGATIVE_INFINITY ? -Double.MAX_VALUE : scores[c];
        }
    }

    static BadInputException noValue(String file, GroundTruth truth, int recording, String what) {
        return new BadInputException(file + ": the " + what + " of "
                + truth.recordings().get(recording).fileName()
                + " has no value: expected finite numbers, got infinite ones");
    }
}
