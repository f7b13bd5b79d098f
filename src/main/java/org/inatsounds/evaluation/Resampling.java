package org.inatsounds.evaluation;

/**
 * How the uncertainty of a result is made out: by a bootstrap over recordings. Each resample draws, for every class, as many
 * of its recordings as it has, with replacement, so that no class goes missing; the metrics are computed anew.
 *
 * @param resamples how many; at least 1
 * @param seed of the draws: the same seed gives the same resamples for the same recordings, whatever is scored
 */
public record Resampling(int resamples, long seed) {

    /** Checks. */
    public Resampling {
        if (resamples < 1) {
            throw new IllegalArgumentException("expected at least one resample, got " + resamples);
        }
    }
}
