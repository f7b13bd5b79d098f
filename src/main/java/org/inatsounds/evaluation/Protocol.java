package org.inatsounds.evaluation;

import java.util.Locale;

/** Several ways of scoring at once that belong together. */
public enum Protocol {
    /** That of the dataset's authors, from logits of windows. */
    AUTHORS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
