package org.inatsounds.features;

import org.inatsounds.Listener;
import org.inatsounds.Progress;

/** Tells another listener how far the work is, and nothing else. */
record ProgressOnly(Listener listener) implements Listener {

    @Override
    public Progress progress() {
        return listener.progress();
    }
}
