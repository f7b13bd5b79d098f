package org.inatsounds.evaluation.predictions;

import java.util.Locale;

/** What becomes of recordings that have no row. */
public enum Missing {
    /** They are an error. */
    ERROR,
    /** They score below everything, for every class, and are never a hit. */
    WORST,
    /** They are left out. */
    SKIP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
