package org.inatsounds.spectrogram;

/**
 * The triangles that sum a spectrum's bins into bands.
 *
 * @param count how many bands, at least 1
 * @param minHertz lower edge of the lowest band, 0 or more
 * @param maxHertz upper edge of the highest band, at most half the sample rate
 * @param scale the formula in which the bands' edges are equally spaced
 * @param slopes in what the sides of the triangles are straight
 * @param norm the height of the triangles
 * @param withConstant whether bin 0, the constant part, counts
 */
public record MelBands(
        int count, double minHertz, double maxHertz, MelScale scale, Slopes slopes, Norm norm, boolean withConstant) {

    /** In what the sides of the triangles are straight. */
    public enum Slopes {
        MEL,
        HERTZ;

        @Override
        public String toString() {
            return PresetNumbers.label(this);
        }
    }

    /** The height of the triangles. */
    public enum Norm {
        /** Peak 1. */
        NONE,
        /** Area 1 over hertz: {@code 2 / (upper edge - lower edge)}. */
        SLANEY;

        @Override
        public String toString() {
            return PresetNumbers.label(this);
        }
    }

    /** @throws org.inatsounds.UsageException if a number makes no sense */
    public MelBands {
        PresetNumbers.inRange("number of mel bands", count, 1, 1 << 16);
        PresetNumbers.check(
                minHertz >= 0 && minHertz < maxHertz && maxHertz < Double.POSITIVE_INFINITY,
                "The mel bands must lie between two frequencies of at least 0 Hz, the lower first, but these are "
                        + minHertz + " and " + maxHertz + ".");
    }

    /**
     * Where a frequency lies among the bands: 0 is the centre of the lowest, 1 that of the next, {@code count - 1} that of
     * the highest. Beyond the centres it goes on: the bands' outer edges are at -1 and {@code count}.
     *
     * @param hertz 0 or more
     */
    public double position(double hertz) {
        double low = scale.mel(minHertz);
        double step = (scale.mel(maxHertz) - low) / (count + 1);
        return (scale.mel(hertz) - low) / step - 1;
    }
}
