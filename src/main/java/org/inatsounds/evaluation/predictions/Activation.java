package org.inatsounds.evaluation.predictions;

import java.util.Locale;

/** What is made of the numbers of a row before rows are pooled. */
public enum Activation {
    /** They are scores already. */
    NONE,
    /**
     * Logits become probabilities that add up to one over the classes that compete and are not masked: what the dataset's
     * authors do. Other columns are not looked at.
     */
    SOFTMAX,
    /** Logits become probabilities that add up to one over all columns of the row, evaluated or not. */
    SOFTMAX_ALL_COLUMNS,
    /** Each logit becomes a probability of its own. */
    SIGMOID;

    /**
     * Applies it, in place.
     *
     * @param row logits of one row; what is minus infinity has no part in a softmax
     */
    public void apply(double[] row) {
        switch (this) {
            case NONE -> {}
            case SOFTMAX, SOFTMAX_ALL_COLUMNS -> softmax(row);
            case SIGMOID -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] = sigmoid(row[i]);
                }
            }
        }
    }

    private static void softmax(double[] row) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : row) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            // Without the largest no exponential overflows, and the quotient is the same.
            row[i] = Math.exp(row[i] - max);
            sum += row[i];
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= sum;
        }
    }

    private static double sigmoid(double logit) {
        if (logit >= 0) {
            return 1 / (1 + Math.exp(-logit));
        }
        // The same, for which the smallest keep their digits.
        double odds = Math.exp(logit);
        return odds / (1 + odds);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
