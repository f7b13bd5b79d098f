package org.inatsounds.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What follows from how many recordings score at or above each threshold of a class.
 *
 * @param averagePrecision {@code sum of (R[n] - R[n-1]) P[n]} over distinct scores, ties grouped, not interpolated:
 *     {@code average_precision_score} of scikit-learn. Only scores of positives add to it
 * @param f1 the best over all thresholds. It is at a score of a positive: a threshold between two of them takes more
 *     recordings than the upper one, and no more positives
 * @param threshold the highest that gives it
 * @param rocAuc the probability that a positive scores higher than a negative, ties counting half; null without negatives
 */
record ClassCurve(
        double averagePrecision,
        double f1,
        double threshold,
        @Nullable Double rocAuc) {

    /**
     * Goes through the thresholds of class {@code c} from the highest to the lowest.
     *
     * @param positives recordings of the class
     * @param recordings all of them
     * @param missing how many of all have no scores: they are below every score, and tie with each other
     */
    static ClassCurve of(int c, Thresholds thresholds, ScoreCounts counts, int positives, int recordings, int missing) {
        long taken = 0;
        long right = 0;
        double precisions = 0;
        double bestF1 = -1;
        double bestThreshold = Double.NaN;
        // Pairs of a positive and a negative that are in the wrong order; ties count one, the others two.
        long wrongPairs = 0;
        for (int i = thresholds.first(c + 1) - 1; i >= thresholds.first(c); i--) {
            int here = thresholds.positives(i);
            taken += counts.above(i);
            long negativesAbove = taken - right;
            long negativesEqual = (long) counts.equal(i) - here;
            wrongPairs += here * (2 * negativesAbove + negativesEqual);
            taken += counts.equal(i);
            right += here;
            precisions += here * ((double) right / taken);
            double f1 = 2.0 * right / (positives + taken);
            if (f1 > bestF1) {
                bestF1 = f1;
                bestThreshold = thresholds.values()[i];
            }
        }
        long left = positives - right;
        if (left > 0) {
            // The rest of the positives is missing, and reached when every recording is taken.
            long negatives = (long) recordings - positives;
            long negativesMissing = missing - left;
            wrongPairs += left * (2 * (negatives - negativesMissing) + negativesMissing);
            precisions += left * ((double) positives / recordings);
            double f1 = 2.0 * positives / (positives + recordings);
            if (f1 > bestF1) {
                bestF1 = f1;
                bestThreshold = Double.NEGATIVE_INFINITY;
            }
        }
        long pairs = 2L * positives * (recordings - positives);
        Double rocAuc = pairs == 0 ? null : (double) (pairs - wrongPairs) / pairs;
        return new ClassCurve(precisions / positives, bestF1, bestThreshold, rocAuc);
    }
}
