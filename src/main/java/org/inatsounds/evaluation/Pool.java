package org.inatsounds.evaluation;

import java.util.Locale;

/** How several rows of one recording become one. */
public enum Pool {
    /** The mean of each class, summed in the order of the file. */
    MEAN,
    /** The maximum of each class. */
    MAX;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
