package org.inatsounds.evaluation.predictions;

import java.util.Locale;

/** How a file of predictions is laid out: see {@link Predictions}. */
public enum Layout {
    WIDE,
    LONG,
    RANKED,
    AUTHORS,
    NPY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
