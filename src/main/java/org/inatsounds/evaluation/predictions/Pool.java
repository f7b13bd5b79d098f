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

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
