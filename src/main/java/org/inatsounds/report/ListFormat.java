package org.inatsounds.report;

import java.util.Locale;

/** How a list is written. */
public enum ListFormat {
    /** An aligned table, for people. */
    TEXT,
    /** A header, then a line a row. */
    CSV,
    /** A JSON object a line. */
    JSONL,
    /** A table for people who read it on GitHub. */
    MARKDOWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
