package org.inatsounds.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What is wanted of an evaluation beside the metrics.
 *
 * @param perRecording the result of each recording: see {@link Evaluated#perRecording}
 * @param thresholds F1 at these: see {@link Evaluated#fixed}; null for none
 */
public record Wanted(boolean perRecording, @Nullable FixedThresholds thresholds) {

    /** Nothing. */
    public static final Wanted NOTHING = new Wanted(false, null);
}
