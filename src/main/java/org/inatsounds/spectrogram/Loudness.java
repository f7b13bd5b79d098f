package org.inatsounds.spectrogram;

/**
 * How a mel value becomes an output value.
 *
 * @param log the logarithm
 * @param floor the smallest value that is not raised before the logarithm, above 0
 * @param topDb how far below the loudest value of the recording values are cut off, in dB; infinite: nowhere
 * @param minDb values below become this; for bytes, what becomes 0
 * @param maxDb values above become this; for bytes, what becomes 255
 */
public record Loudness(Log log, double floor, double topDb, double minDb, double maxDb) {

    /** The logarithm. */
    public enum Log {
        /** No logarithm: the other numbers of the record are not used. */
        NONE(Double.NaN),
        /** {@code 20 log10(max(floor, m))}. */
        AMPLITUDE(20),
        /** {@code 10 log10(max(floor, m))}: librosa's {@code power_to_db} with {@code ref=1}. */
        POWER(10);

        private final double factor;

        Log(double factor) {
            this.factor = factor;
        }

        @Override
        public String toString() {
            return PresetNumbers.label(this);
        }
    }

    /** No logarithm. */
    static final Loudness LINEAR =
            new Loudness(Log.NONE, 1e-10, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** @throws org.inatsounds.UsageException if a number makes no sense */
    public Loudness {
        PresetNumbers.check(
                floor > 0 && floor < Double.POSITIVE_INFINITY,
                "The floor of the logarithm must be above 0, but is " + floor + ".");
        PresetNumbers.check(topDb >= 0, "The top dB must be at least 0, but is " + topDb + ".");
        PresetNumbers.check(
                minDb < maxDb,
                "The dB range must be two numbers, the lower first, but is " + minDb + " and " + maxDb + ".");
    }

    /** Whether values can only be told once the whole recording is known. */
    boolean needsMaximum() {
        return log != Log.NONE && topDb < Double.POSITIVE_INFINITY;
    }

    /** Whether a range is given that bytes can span. */
    boolean isBounded() {
        return log != Log.NONE && minDb > Double.NEGATIVE_INFINITY && maxDb < Double.POSITIVE_INFINITY;
    }

    /** A mel value in dB, not yet cut off at either end; without a logarithm, the value itself. */
    double decibels(double value) {
        // StrictMath: the same result on every machine, and never falling where the value rises.
        return log == Log.NONE ? value : log.factor * StrictMath.log10(Math.max(floor, value));
    }

    /** Cuts a value in dB off at the range. */
    double clip(double decibels) {
        return log == Log.NONE ? decibels : Math.min(Math.max(decibels, minDb), maxDb);
    }

    /** A value in dB as a byte, 0 to 255: its place in the range, rounded down. Not a number gives 0. */
    int pixel(double decibels) {
        return (int) ((clip(decibels) - minDb) / (maxDb - minDb) * 255);
    }
}
