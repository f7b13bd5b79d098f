package org.inatsounds.evaluation;

import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.GroundTruth.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What came of one recording.
 *
 * @param recording as the annotations have it
 * @param truth its category
 * @param predicted the class with the highest score, in a tie the one with the smaller category id; null without a row, and
 *     where a list names no class that competes
 * @param score of that class; null where there is none, and of ranked lists
 * @param rank of the true class, 1 for the first; in a tie the smaller category id comes first. Null without a row, and where
 *     the true class is not listed or was masked
 */
public record RecordingResult(
        Recording recording,
        Category truth,
        @Nullable Category predicted,
        @Nullable Double score,
        @Nullable Integer rank) {}
