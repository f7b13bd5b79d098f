package org.inatsounds.features;

import java.util.List;

/**
 * What became of the recordings of a batch. Lists are in the order of the batch.
 *
 * @param made how many something was made of
 * @param failed those that could not be used, or whose result could not be written
 * @param truncated files cut short, whose beginning was used
 * @param leftOut files with more sound than was used
 * @param upsampled files of a low sample rate, which have nothing in the upper bands
 * @param frames of all that was made: see {@link Made#frames}
 * @param seconds of sound of all that was used
 */
public record BatchResult(
        long made,
        List<RecordingProblem> failed,
        List<RecordingProblem> truncated,
        List<RecordingProblem> leftOut,
        List<RecordingProblem> upsampled,
        long frames,
        double seconds) {}
