package org.inatsounds.features;

import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.Parity;

/**
 * How much the arrays of {@code --check} may differ and still be the same: what rounding gives. Of bytes, a difference of 1 in at
 * most 0.05 % of the pixels; of floats, 1e-4 of the largest value of the recording.
 */
final class CheckTolerance {

    private static final double LARGEST_PIXEL_DIFFERENCE = 1;
    private static final double LARGEST_SHARE_OF_PIXELS = 0.0005;
    private static final double LARGEST_RELATIVE_DIFFERENCE = 1e-4;

    private CheckTolerance() {}

    /** Whether no value of a recording is too far from the one expected. What is not a number is. */
    static boolean holds(Parity recording, ElementType type) {
        double limit =
                type == ElementType.UINT8 ? LARGEST_PIXEL_DIFFERENCE : LARGEST_RELATIVE_DIFFERENCE * recording.peak();
        return recording.largest() <= limit;
    }

    /** Whether few enough of all pixels differ. */
    static boolean holdsForAll(Parity all, ElementType type) {
        return type != ElementType.UINT8 || all.share() <= LARGEST_SHARE_OF_PIXELS;
    }
}
