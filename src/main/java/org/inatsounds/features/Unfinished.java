package org.inatsounds.features;

import org.inatsounds.internal.Quantity;

/**
 * One of several jobs that has something left to do.
 *
 * @param share the job
 * @param left how many recordings are not done
 * @param recordings how many it has
 */
public record Unfinished(JobShare share, int left, int recordings) {

    /** What is left to do, in words. */
    public String sentence() {
        return "part " + share.number() + " of " + share.of() + ": " + Quantity.count(left) + " of "
                + Quantity.count(recordings) + " recordings are not done";
    }
}
