package org.inatsounds.features;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.inatsounds.audio.WavReader;
import org.inatsounds.internal.FileIdentity;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What was noticed of a recording while it was read.
 *
 * @param seconds of sound
 * @param truncation how much is missing of a file that was cut short, in words; null if nothing
 * @param leftOut what else is in the file, in words; null if nothing
 * @param emptyAbove above which frequency there is nothing, in words, where its sample rate is lower than the one wanted; null
 *     where it is not
 * @param otherScale that its samples are on another scale than expected, in words; null where they are not
 * @param glance at the file, from before it was opened; of a recording out of an archive, its size and checksum; null where it is
 *     none
 */
public record Heard(
        double seconds,
        @Nullable String truncation,
        @Nullable String leftOut,
        @Nullable String emptyAbove,
        @Nullable String otherScale,
        @Nullable FileIdentity glance) {

    /**
     * What a reader noticed that is at the end of its recording.
     *
     * @param highest frequency that what is made of it is about, in Hz
     * @param made what that is, for example {@code spectrogram}
     */
    public static Heard of(
            WavReader reader, double seconds, double highest, String made, @Nullable FileIdentity glance) {
        int rate = reader.format().sampleRate();
        return new Heard(
                seconds,
                reader.truncation().map(t -> missing(t, rate)).orElse(null),
                reader.leftOut().orElse(null),
                rate / 2.0 >= highest
                        ? null
                        : String.format(
                                Locale.ROOT,
                                "sample rate of %,d Hz: there is nothing above %,d Hz in its %s",
                                rate,
                                rate / 2,
                                made),
                reader.otherScale().orElse(null),
                glance);
    }

    /** The same with another glance. */
    Heard with(@Nullable FileIdentity other) {
        return new Heard(seconds, truncation, leftOut, emptyAbove, otherScale, other);
    }

    /** What somebody should know of the recording, a sentence each. */
    public List<String> remarks() {
        return Stream.of(truncation, leftOut, emptyAbove, otherScale)
                .filter(Objects::nonNull)
                .toList();
    }

    private static String missing(WavReader.Truncation truncation, int rate) {
        return String.format(
                Locale.ROOT,
                "truncated: expected %s of sound, got %s",
                Quantity.duration(truncation.expectedFrames() / (double) rate),
                Quantity.duration(truncation.gotFrames() / (double) rate));
    }
}
