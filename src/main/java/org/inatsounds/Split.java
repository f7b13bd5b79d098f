package org.inatsounds;

import java.util.Locale;

/** A part of the dataset. Its {@link #label} is the name of its folder and of its annotation file. */
public enum Split {
    TRAIN,
    VAL,
    TEST;

    /** {@code train}, {@code val} or {@code test}: as in paths, annotations and options. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }
}
