package org.inatsounds.spectrogram;

/**
 * Turns mel values into bytes, exactly as {@link Loudness#pixel} of {@link Loudness#decibels} does, without a logarithm:
 * both rise with the value, so a byte is how many of 255 thresholds the value has reached. A table over the value's
 * exponent and leading digits tells nearly which.
 */
final class Quantiser {

    private static final int LARGEST = 255;
    /** Drops all but sign, exponent and the eight leading bits of the mantissa: steps of 0.4 % or less. */
    private static final int SHIFT = 44;

    /** The smallest value that gives each byte; not a number where none does, and at the end. */
    private final double[] thresholds = new double[LARGEST + 2];

    private final int firstCell;
    /** The byte of the smallest value of each cell. */
    private final byte[] cells;

    Quantiser(Loudness loudness) {
        long bits = 0;
        thresholds[LARGEST + 1] = Double.NaN;
        for (int pixel = 1; pixel <= LARGEST; pixel++) {
            bits = smallest(loudness, pixel, bits);
            thresholds[pixel] = Double.longBitsToDouble(bits);
        }
        firstCell = cell(thresholds[1]);
        int lastCell = firstCell;
        for (int pixel = 1; pixel <= LARGEST && !Double.isNaN(thresholds[pixel]); pixel++) {
            lastCell = cell(thresholds[pixel]) + 1;
        }
        cells = new byte[lastCell - firstCell + 1];
        for (int i = 0; i < cells.length; i++) {
            double low = Double.longBitsToDouble((long) (firstCell + i) << SHIFT);
            cells[i] = (byte) loudness.pixel(loudness.decibels(low));
        }
    }

    /** The byte of a mel value, 0 or more, as an {@code int} from 0 to 255. Not a number gives 0. */
    int pixel(double value) {
        if (!(value > 0)) {
            return zeroOrLess(value);
        }
        int cell = Math.min(Math.max(cell(value) - firstCell, -1), cells.length - 1);
        int pixel = cell < 0 ? 0 : cells[cell] & 0xFF;
        while (value >= thresholds[pixel + 1]) {
            pixel++;
        }
        return pixel;
    }

    /** Bytes of many values. */
    void pixels(double[] values, int from, byte[] into, int offset, int count) {
        for (int i = 0; i < count; i++) {
            into[offset + i] = (byte) pixel(values[from + i]);
        }
    }

    /** A range that begins below the floor's dB gives a byte above 0 to silence too. */
    private int zeroOrLess(double value) {
        int pixel = 0;
        while (value >= thresholds[pixel + 1]) {
            pixel++;
        }
        return pixel;
    }

    private static int cell(double value) {
        return (int) (Double.doubleToRawLongBits(value) >>> SHIFT);
    }

    /** The smallest value from {@code from} on that gives this byte or more, as bits: from 0 up, these rise with the value. */
    private static long smallest(Loudness loudness, int pixel, long from) {
        long none = Double.doubleToRawLongBits(Double.NaN);
        long low = from;
        long high = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY) + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (reaches(loudness, pixel, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low > Double.doubleToRawLongBits(Double.POSITIVE_INFINITY) ? none : low;
    }

    private static boolean reaches(Loudness loudness, int pixel, long bits) {
        double value = Double.longBitsToDouble(bits);
        return loudness.pixel(loudness.decibels(value)) >= pixel;
    }
}
