package org.inatsounds.spectrogram;

import java.util.Locale;
import org.inatsounds.UsageException;

/** Checks of the numbers of a preset, which come from a user, and the words for its choices. */
final class PresetNumbers {

    private PresetNumbers() {}

    /** How a value is written in options and files, for example {@code mel-time-high-first}. */
    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws UsageException if the value is not within the bounds, which belong to the range */
    static void inRange(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new UsageException("The " + what + " must be from " + min + " to " + max + ", but is " + value + ".");
        }
    }

    /** @throws UsageException if the condition does not hold */
    static void check(boolean condition, String message) {
        if (!condition) {
            throw new UsageException(message);
        }
    }
}
