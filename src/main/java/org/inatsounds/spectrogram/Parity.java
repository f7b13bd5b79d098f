package org.inatsounds.spectrogram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.inatsounds.npy.NpyArray;
import org.inatsounds.npy.NpyFile;

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
     * Compares a {@code .npy} file with an array, element by element, whatever type, order and byte order the file has: in
     * bounded memory where it is in C order.
     *
     * @throws BadInputException if it is no such file, or ends too early
     * @throws DataMismatchException if there is no such file, or its shape is another one
     * @throws StorageException if it can't be read
     */
    public static Parity of(Path expected, ArrayContent actual) {
        try (NpyFile file = NpyFile.open(expected)) {
            requireAlike(file, actual);
            return file.header().fortran() ? of(file.rest(), actual) : compare(actual, file::next);
        }
    }

    /**
     * The same for an array in memory.
     *
     * @throws IllegalArgumentException if it has another number of elements
     */
    static Parity of(NpyArray expected, ArrayContent actual) {
        int[] at = new int[1];
        return compare(actual, count -> {
            int from = at[0];
            at[0] += count;
            return index -> expected.value(from + index);
        });
    }

    private static Parity compare(ArrayContent actual, ElementComparison.Expected expected) {
        ElementComparison comparison = new ElementComparison(actual.type(), expected);
        try {
            actual.writeElements(comparison);
        } catch (IOException e) {
            throw new UncheckedIOException("the comparison writes nothing", e);
        }
        return comparison.parity();
    }

    /** How far two elements are apart. Equal infinities and two values that are not numbers don't differ. */
    static double difference(double expected, double actual) {
        boolean same = expected == actual || (Double.isNaN(expected) && Double.isNaN(actual));
        return same ? 0 : Math.abs(expected - actual);
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

    private static void requireAlike(NpyFile expected, ArrayContent actual) {
        long[] shape = Arrays.stream(actual.shape()).asLongStream().toArray();
        if (!Arrays.equals(expected.header().shape(), shape)) {
            throw new DataMismatchException("Expected an array " + expected.type() + " "
                    + Arrays.toString(expected.header().shape()) + ", but got " + actual.type() + " "
                    + Arrays.toString(shape) + ".");
        }
    }
}
