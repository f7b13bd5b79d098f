package org.inatsounds.features;

/**
 * One of several jobs that has something left to do.
 *
 * @param share the job
 * @param left how many recordings are not done
 * @param recordings how many it has
 */
public record Unfinished(JobShare share, int left, int recordings) {}
