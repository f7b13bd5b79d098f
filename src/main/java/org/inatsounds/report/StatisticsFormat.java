package org.inatsounds.report;

import java.util.Locale;

/** How statistics are written. */
public enum StatisticsFormat {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** For spreadsheets. */
    CSV,
    /** For people who read it on GitHub. */
    MARKDOWN,
    /** For a browser: one file, with charts and a map. */
    HTML;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
