package org.inatsounds.evaluation.predictions;

import java.util.Locale;

/** How several rows of one recording, its windows, become one. */
public enum Pool {
    /** The mean of each class, summed in the order of the file. */
    MEAN,
    /** The maximum of each class. */
    MAX,
    /** They don't: each counts by itself, averaged within its class. There are ranks then, and no scores of recordings. */
    WINDOW;

    /**
     * Adds a row to those of a recording.
     *
     * @param pooled the first row at first; then what this made of it
     * @param row the next one
     */
    void add(double[] pooled, double[] row) {
        for (int c = 0; c < pooled.length; c++) {
            pooled[c] = this == MAX ? Math.max(pooled[c], row[c]) : pooled[c] + row[c];
        }
    }

    /** Makes the mean of a sum of rows, if that is what is wanted. */
    void finish(double[] pooled, int rows) {
        if (this == MEAN) {
            for (int c = 0; c < pooled.length; c++) {
                pooled[c] /= rows;
            }
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
