package org.inatsounds.evaluation;

import java.util.Locale;

/** Another tool that people score with. */
public enum Peer {
    /** scikit-learn, by its documentation and source up to 1.9. */
    SKLEARN("scikit-learn"),
    /** torchmetrics, by its documentation and source up to 1.9. */
    TORCHMETRICS("torchmetrics"),
    /** No other tool. */
    NONE("");

    private final String title;

    Peer(String title) {
        this.title = title;
    }

    /** How it calls itself. */
    public String title() {
        return title;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
