package org.inatsounds.spectrogram.picture;

import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.Loudness;
import org.inatsounds.spectrogram.Loudness.Log;
import org.inatsounds.spectrogram.Preset;

/**
 * From values to levels, 0 to 255.
 *
 * <ul>
 *   <li>Bytes are levels as they are.
 *   <li>Values in dB are spread over the range of the preset. Where that has no end, the recording's least or greatest value
 *       is the end.
 *   <li>Linear values become dB relative to the recording's greatest value, and are spread over the upper 80 of them.
 * </ul>
 *
 * @param asTheyAre whether values are levels
 * @param factor of the logarithm that is still to be taken; 0: none
 * @param reference what is 0 dB, if there is a factor
 * @param low what level 0 stands for, in dB
 * @param high what level 255 stands for, in dB
 */
record Levels(boolean asTheyAre, double factor, double reference, double low, double high) {

    /** How far down linear values are shown, in dB. */
    private static final double LINEAR_RANGE = 80;

    private static final int CHUNK = 4096;

    static Levels of(BandRows rows, Preset preset) {
        Loudness loudness = preset.loudness();
        if (rows.type() == ElementType.UINT8) {
            return new Levels(true, 0, 1, loudness.minDb(), loudness.maxDb());
        }
        if (loudness.log() == Log.NONE) {
            return new Levels(false, 20.0 / preset.power(), range(rows)[1], -LINEAR_RANGE, 0);
        }
        double low = loudness.minDb();
        double high = loudness.maxDb();
        if (Double.isInfinite(low) || Double.isInfinite(high)) {
            float[] range = range(rows);
            low = Double.isInfinite(low) ? range[0] : low;
            high = Double.isInfinite(high) ? range[1] : high;
        }
        // Silence has no range of its own: all of it is the lowest level.
        return new Levels(false, 0, 1, low, high > low ? high : low + 1);
    }

    /** The level of a value; one that is not a number gives 0. */
    int level(float value) {
        if (asTheyAre) {
            return (int) value;
        }
        double decibels = factor == 0 ? value : factor * Math.log10(value / reference);
        double share = (decibels - low) / (high - low);
        return (int) (Math.min(Math.max(share, 0), 1) * (ColourMap.LEVELS - 1));
    }

    /** The least and the greatest value. */
    private static float[] range(BandRows rows) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        float[] chunk = new float[Math.min(CHUNK, rows.frames())];
        for (int band = 0; band < rows.bands(); band++) {
            for (int from = 0; from < rows.frames(); from += chunk.length) {
                int to = Math.min(rows.frames() - chunk.length, from) + chunk.length;
                rows.read(band, from, to, chunk);
                for (int i = 0; i < to - from; i++) {
                    low = Math.min(low, chunk[i]);
                    high = Math.max(high, chunk[i]);
                }
            }
        }
        return new float[] {low, high};
    }
}
