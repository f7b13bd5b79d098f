package org.inatsounds.spectrogram;

import org.inatsounds.UsageException;

/** Checks of the numbers of a preset: they come from a user. */
final class Numbers {

    private Numbers() {}

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
