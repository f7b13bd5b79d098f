package org.inatsounds.features;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of the recordings of a batch. Lists are in the order of the batch.
 *
 * @param made how many something was made of
 * @param failed those that could not be used, or whose result could not be written
 * @param truncated files cut short, whose beginning was used
 * @param leftOut files with more sound than was used
 * @param upsampled files of a low sample rate, which have nothing in the upper bands
 * @param outOfScale files of floats that are not on the scale of -1 to 1
 * @param frames of all that was made: see {@link Made#frames}
 * @param seconds of sound of all that was used
 */
public record BatchResult(
        long made,
        List<RecordingProblem> failed,
        List<RecordingProblem> truncated,
        List<RecordingProblem> leftOut,
        List<RecordingProblem> upsampled,
        List<RecordingProblem> outOfScale,
        long frames,
        double seconds) {

    /** Of no recordings. */
    static final BatchResult NOTHING = new BatchResult(0, List.of(), List.of(), List.of(), List.of(), List.of(), 0, 0);

    /** This batch and a later one. */
    BatchResult and(BatchResult later) {
        return new BatchResult(
                made + later.made,
                both(failed, later.failed),
                both(truncated, later.truncated),
                both(leftOut, later.leftOut),
                both(upsampled, later.upsampled),
                both(outOfScale, later.outOfScale),
                frames + later.frames,
                seconds + later.seconds);
    }

    private static List<RecordingProblem> both(List<RecordingProblem> one, List<RecordingProblem> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
