package org.inatsounds.subset;

import java.util.Locale;

/** How the recordings of a subset come there. */
public enum SubsetLink {
    /** As files of their own. */
    COPY,
    /** As further names of the same files: no room is taken, and deleting one leaves the other. */
    HARD,
    /** As links to the files in the data folder. */
    SYMBOLIC;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
