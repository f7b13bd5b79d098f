package org.inatsounds.report;

import java.util.Locale;

/** How a result is written. */
public enum Format {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
