package org.inatsounds.report;

import java.util.Locale;

/** How tables are written. */
public enum TableFormat {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** For spreadsheets. */
    CSV,
    /** For people who read it on GitHub. */
    MARKDOWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
