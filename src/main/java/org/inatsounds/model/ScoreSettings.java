package org.inatsounds.model;

import java.io.Serializable;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.Pool;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the numbers of a model.
 *
 * @param embeddings whether the embedding is wanted, not the scores
 * @param activation of scores, before windows are pooled
 * @param pool mean or max, over the windows of a recording
 * @param perWindow whether each window has a row of its own, and nothing is pooled
 * @param top how many scores of a row are listed, the highest first; null for no list by rank
 * @param threshold below which scores are not listed; null for none
 */
public record ScoreSettings(
        boolean embeddings,
        Activation activation,
        Pool pool,
        boolean perWindow,
        @Nullable Integer top,
        @Nullable Double threshold)
        implements Serializable {

    /** Whether a row is written for each of the highest scores. */
    boolean listed() {
        return top != null || threshold != null;
    }

    /** Whether the numbers are those of the graph: floats. What was computed from them has more digits. */
    boolean floats() {
        return embeddings || (activation == Activation.NONE && (perWindow || pool == Pool.MAX));
    }

    /** For people and programs: what a row holds. */
    String what() {
        return (embeddings ? "embeddings" : "scores") + (perWindow ? " of windows" : " of recordings");
    }
}
