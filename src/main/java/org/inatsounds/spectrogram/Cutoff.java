package org.inatsounds.spectrogram;

import java.nio.ByteBuffer;

/**
 * What remains to be done to values in dB, held as floats, once the loudest of the recording is known: those too far below it
 * are raised, then all are brought into the range and the type that the output has.
 */
record Cutoff(Loudness loudness, double loudest, ElementType type) {

    /** From floats to elements of the output, both little-endian. {@code from} and {@code into} may be the same array. */
    void apply(byte[] from, byte[] into, int count) {
        ByteBuffer floats = Spectrogram.wrap(from);
        ByteBuffer elements = Spectrogram.wrap(into);
        double lowest = loudest - loudness.topDb();
        for (int i = 0; i < count; i++) {
            double value = Math.max(floats.getFloat(4 * i), lowest);
            if (type == ElementType.UINT8) {
                elements.put(i, (byte) loudness.pixel(value));
            } else {
                elements.putFloat(4 * i, (float) loudness.clip(value));
            }
        }
    }
}
