package org.inatsounds.spectrogram;

import java.util.Arrays;
import java.util.Locale;
import org.inatsounds.DataMismatchException;

/**
 * How far two arrays, or two sets of arrays, are the same.
 *
 * @param compared elements compared
 * @param different elements that differ at all
 * @param largest the largest difference; not a number where one value is and the other is not
 * @param peak the largest absolute value expected
 */
public record Parity(long compared, long different, double largest, double peak) {

    /** Nothing compared yet. */
    public static final Parity NONE = new Parity(0, 0, 0, 0);

    /**
     * Compares element by element.
     *
     * @throws DataMismatchException if shape or type differ
     */
    public static Parity of(ArrayContent expected, ArrayContent actual) {
        requireAlike(expected.type(), expected.shape(), actual);
        NpyArray one = inOnePiece(expected);
        NpyArray other = inOnePiece(actual);
        long different = 0;
        double largest = 0;
        double peak = 0;
        for (int i = 0; i < one.size(); i++) {
            peak = Math.max(peak, Math.abs(one.value(i)));
            double difference = difference(one.value(i), other.value(i));
            if (difference != 0) {
                different++;
                largest = Math.max(largest, difference);
            }
        }
        return new Parity(one.size(), different, largest, peak);
    }

    /** How far two elements are apart. Equal infinities and two values that are not numbers don't differ. */
    static double difference(float expected, float actual) {
        boolean same = expected == actual || (Float.isNaN(expected) && Float.isNaN(actual));
        return same ? 0 : Math.abs((double) expected - actual);
    }

    /** Of both sets of arrays. */
    public Parity plus(Parity other) {
        return new Parity(
                compared + other.compared,
                different + other.different,
                Math.max(largest, other.largest),
                Math.max(peak, other.peak));
    }

    /** The share of elements that differ, 0 to 1; 0 of nothing. */
    public double share() {
        return compared == 0 ? 0 : (double) different / compared;
    }

    private static NpyArray inOnePiece(ArrayContent content) {
        return content instanceof NpyArray array ? array : NpyArray.of(content);
    }

    /** @throws DataMismatchException if the array is not of that type and shape */
    static void requireAlike(ElementType type, int[] shape, ArrayContent actual) {
        if (type != actual.type() || !Arrays.equals(shape, actual.shape())) {
            throw new DataMismatchException("Expected an array " + describe(type, shape) + ", but got "
                    + describe(actual.type(), actual.shape()) + ".");
        }
    }

    private static String describe(ElementType type, int[] shape) {
        return type.name().toLowerCase(Locale.ROOT) + " " + Arrays.toString(shape);
    }
}
