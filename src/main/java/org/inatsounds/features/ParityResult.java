package org.inatsounds.features;

import java.util.List;

/**
 * How far spectrograms are the same as arrays that were there before.
 *
 * @param rows one a preset
 * @param failed recordings that could not be read
 */
public record ParityResult(List<ParityRow> rows, List<RecordingProblem> failed) {

    /** Whether the arrays are those of one of the presets. */
    public boolean same() {
        return failed.isEmpty() && rows.stream().anyMatch(ParityRow::same);
    }
}
