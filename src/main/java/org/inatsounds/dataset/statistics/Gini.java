package org.inatsounds.dataset.statistics;

/** The Gini coefficient: how unequal shares are. */
final class Gini {

    private Gini() {}

    /**
     * 0 where all have the same, towards 1 where one has all: half the mean difference of two of them, in units of the mean.
     *
     * @param sorted shares, not negative, in ascending order
     * @return NaN where nobody has anything
     */
    static double of(double[] sorted) {
        int n = sorted.length;
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < n; i++) {
            sum += sorted[i];
            // Of the n² pairs, this one is the greater of 2i + 1 and the smaller of the others, but for itself.
            weighted += (2.0 * i + 1 - n) * sorted[i];
        }
        return weighted / (n * sum);
    }
}
