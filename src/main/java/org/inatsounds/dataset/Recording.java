package org.inatsounds.dataset;

import org.jspecify.annotations.Nullable;

/**
 * One recording: an element of {@code audio}. Values are those of the file, possible or not: {@link #isTimed}, {@link #isDated}
 * and {@link #isPlaced} tell.
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

    /** Whether the duration is one that a recording can have: known, not negative, and not above a year. */
    public boolean isTimed() {
        return Possible.isDuration(duration);
    }

    /** Whether the date begins with a day that there is. */
    public boolean isDated() {
        return Possible.month(date) >= 0;
    }

    /** Whether latitude and longitude are those of a place on earth. */
    public boolean isPlaced() {
        return Possible.isPlace(latitude, longitude);
    }

    /** The duration in seconds; NaN where it is not {@linkplain #isTimed known}. */
    public double knownDuration() {
        return isTimed() ? duration : Double.NaN;
    }

    /** The date as written; empty where it is not {@linkplain #isDated known}. */
    public String knownDate() {
        return isDated() ? date : "";
    }

    /** Degrees north; NaN where the place is not {@linkplain #isPlaced known}. */
    public double knownLatitude() {
        return isPlaced() ? latitude : Double.NaN;
    }

    /** Degrees east; NaN where the place is not {@linkplain #isPlaced known}. */
    public double knownLongitude() {
        return isPlaced() ? longitude : Double.NaN;
    }
}
