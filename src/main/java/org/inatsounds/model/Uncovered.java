package org.inatsounds.model;

import java.util.Locale;

/** What becomes of classes that a model has no label for. */
public enum Uncovered {
    /** They are an error. */
    ERROR,
    /** They score below everything. */
    WORST;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
