package org.inatsounds.evaluation;

import java.util.Arrays;

/**
 * The scores at which each class is judged: the distinct scores of its positives (the recordings whose true class it is),
 * ascending. All classes lie one behind the other; those of class {@code c} are at {@code first(c)} to below
 * {@code first(c + 1)}.
 */
final class Thresholds {

    private final int[] first;
    private final double[] values;
    private final int[] positives;

    private Thresholds(int[] first, double[] values, int[] positives) {
        this.first = first;
        this.values = values;
        this.positives = positives;
    }

    /**
     * Collects them.
     *
     * @param own the score that each recording gives its true class
     * @param classOf the true class of each recording; negative for one that has no score
     * @param classes how many classes there are
     */
    static Thresholds of(double[] own, int[] classOf, int classes) {
        int[] end = new int[classes + 1];
        for (int c : classOf) {
            if (c >= 0) {
                end[c + 1]++;
            }
        }
        for (int c = 0; c < classes; c++) {
            end[c + 1] += end[c];
        }
        double[] sorted = new double[own.length];
        int[] next = end.clone();
        for (int i = 0; i < own.length; i++) {
            if (classOf[i] >= 0) {
                // Adding zero turns -0.0 into 0.0.
                sorted[next[classOf[i]]++] = own[i] + 0.0;
            }
        }
        int[] first = new int[classes + 1];
        double[] values = new double[own.length];
        int[] positives = new int[own.length];
        int count = 0;
        for (int c = 0; c < classes; c++) {
            first[c] = count;
            Arrays.sort(sorted, end[c], end[c + 1]);
            for (int i = end[c]; i < end[c + 1]; i++) {
                if (count == first[c] || sorted[i] != values[count - 1]) {
                    values[count++] = sorted[i];
                }
                positives[count - 1]++;
            }
        }
        first[classes] = count;
        return new Thresholds(first, Arrays.copyOf(values, count), Arrays.copyOf(positives, count));
    }

    int classes() {
        return first.length - 1;
    }

    /** Where the thresholds of a class begin; for the number of classes, where the last one's end. */
    int first(int c) {
        return first[c];
    }

    /** All thresholds. Not a copy: for reading only. */
    double[] values() {
        return values;
    }

    /** How many positives score exactly that. */
    int positives(int index) {
        return positives[index];
    }
}
