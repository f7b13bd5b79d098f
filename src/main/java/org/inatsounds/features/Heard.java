package org.inatsounds.features;

import org.inatsounds.internal.FileIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What was noticed of a recording while it was read.
 *
 * @param seconds of sound
 * @param truncation how much is missing of a file that was cut short, in words; null if nothing
 * @param leftOut what else is in the file, in words; null if nothing
 * @param emptyAbove above which frequency there is nothing, in words, where its sample rate is lower than the one wanted; null
 *     where it is not
 * @param glance at the file, from before it was opened; null where it is none
 */
public record Heard(
        double seconds,
        @Nullable String truncation,
        @Nullable String leftOut,
        @Nullable String emptyAbove,
        @Nullable FileIdentity glance) {}
