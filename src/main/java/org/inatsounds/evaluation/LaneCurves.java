package org.inatsounds.evaluation;

import java.util.Arrays;

/**
 * {@link ClassCurve} and {@link TopK} of one class for many resamples at once: a resample is a lane, and a recording counts in
 * it as often as it was drawn. With every weight 1 the numbers are the same to the last bit.
 */
final class LaneCurves {

    private static final int LANES = DrawnCounts.LANES;

    private final DrawnCounts drawn;
    private final int[] classOf;
    private final int counted;
    private final int[] missing;

    /** In each lane: recordings taken so far, positives among them, and those of the present threshold. */
    private final int[] taken;

    private final int[] right;
    private final int[] here;
    private final int[] above;
    private final double[] wrongPairs;

    /** In each lane, after {@link #curve}: as {@link ClassCurve} has them. */
    final double[] averagePrecision;

    final double[] f1;
    final double[] rocAuc;

    /**
     * Makes ready.
     *
     * @param drawn how often each recording was drawn
     * @param classOf the class of each recording
     * @param counted how many recordings a resample has
     * @param missing in each lane, how many of them have no row
     */
    LaneCurves(DrawnCounts drawn, int[] classOf, int counted, int[] missing) {
        this.drawn = drawn;
        this.classOf = classOf;
        this.counted = counted;
        this.missing = missing;
        this.taken = new int[LANES];
        this.right = new int[LANES];
        this.here = new int[LANES];
        this.above = new int[LANES];
        this.wrongPairs = new double[LANES];
        this.averagePrecision = new double[LANES];
        this.f1 = new double[LANES];
        this.rocAuc = new double[LANES];
    }

    /**
     * Goes through the thresholds of class {@code c} from the highest to the lowest.
     *
     * @param positives how many recordings of the class a resample has
     */
    void curve(int c, Places.Ladder ladder, int positives) {
        Arrays.fill(taken, 0);
        Arrays.fill(right, 0);
        Arrays.fill(wrongPairs, 0);
        Arrays.fill(averagePrecision, 0);
        Arrays.fill(f1, 0);
        int[] order = ladder.order;
        int[] end = ladder.end;
        int i = 0;
        for (int step = 0; step < end.length; step += 2) {
            drawn.add(order, i, end[step], taken);
            System.arraycopy(taken, 0, above, 0, LANES);
            Arrays.fill(here, 0);
            drawn.add(order, end[step], end[step + 1], taken);
            for (i = end[step]; i < end[step + 1]; i++) {
                if (classOf[order[i]] == c) {
                    drawn.add(order[i], here);
                }
            }
            threshold(positives);
        }
        rest(positives);
    }

    private void threshold(int positives) {
        for (int k = 0; k < LANES; k++) {
            int now = here[k];
            if (now == 0) {
                continue;
            }
            // Whole numbers below 2^53: exact.
            double negativesAbove = above[k] - right[k];
            double negativesEqual = taken[k] - above[k] - now;
            wrongPairs[k] += now * (2 * negativesAbove + negativesEqual);
            right[k] += now;
            averagePrecision[k] += now * ((double) right[k] / taken[k]);
            f1[k] = Math.max(f1[k], 2.0 * right[k] / (positives + taken[k]));
        }
    }

    /** Positives without a row are reached when every recording is taken; other such recordings tie with them. */
    private void rest(int positives) {
        double pairs = 2.0 * positives * (counted - positives);
        for (int k = 0; k < LANES; k++) {
            int left = positives - right[k];
            if (left > 0) {
                double negativesMissing = missing[k] - left;
                double negatives = counted - positives;
                wrongPairs[k] += left * (2 * (negatives - negativesMissing) + negativesMissing);
                averagePrecision[k] += left * ((double) positives / counted);
                f1[k] = Math.max(f1[k], 2.0 * positives / (positives + counted));
            }
            averagePrecision[k] /= positives;
            rocAuc[k] = (pairs - wrongPairs[k]) / pairs;
        }
    }
}
