package org.inatsounds.model;

import java.util.Locale;

/** What becomes of a last window that is not full. */
public enum LastWindow {
    /** It is filled with zeros. */
    PAD,
    /** It is left out. */
    DROP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
