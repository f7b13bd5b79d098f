package org.inatsounds.dataset;

import org.jspecify.annotations.Nullable;

/**
 * One recording: an element of {@code audio}. Measured numbers are those of the file, plausible or not.
 *
 * @param id unique within the file
 * @param fileName path below the data folder, split included: {@code test/<audio_dir_name>/<uuid>.wav}; never empty
 * @param duration seconds; NaN where the file does not say
 * @param license id of a {@link License}, which the file may or may not list; null where the file does not say
 * @param rightsHolder who to credit; empty where the file does not say
 * @param date as written in the file, {@code yyyy-MM-dd} or more; empty where the file does not say
 * @param latitude degrees north; NaN where the file does not say
 * @param longitude degrees east; NaN where the file does not say
 * @param locationUncertainty radius in metres; NaN where the file does not say. Values such as -80 or 106807033 occur
 */
public record Recording(
        int id,
        String fileName,
        double duration,
        @Nullable Integer license,
        String rightsHolder,
        String date,
        double latitude,
        double longitude,
        double locationUncertainty) {

    private static final double LONGEST = 366 * 86_400;

    /** Whether the duration is one that a recording can have: known, not negative, and not above a year. */
    public boolean isTimed() {
        return duration >= 0 && duration <= LONGEST;
    }
}
