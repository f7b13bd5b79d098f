package org.inatsounds.report;

import java.util.Locale;

/** How an evaluation is written. */
public enum EvaluationFormat {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** For spreadsheets: a row a model. */
    CSV,
    /** For people who read it on GitHub. */
    MARKDOWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
