package org.inatsounds.npy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;

/** An array of numbers in memory, read from a {@code .npy} file, or to be written to one. */
public final class NpyArray {

    private final NpyType type;
    private final boolean fortran;
    private final int[] shape;
    private final int size;
    private final NpyValues values;

    /** Writes the numbers of an array in C order, little-endian. */
    @FunctionalInterface
    public interface Elements {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Uses the numbers without a copy.
     *
     * @param fortran whether the first dimension varies fastest
     */
    NpyArray(NpyType type, ByteOrder order, boolean fortran, long[] shape, byte[] elements) {
        this.type = type;
        this.fortran = fortran;
        this.shape = new int[shape.length];
        for (int i = 0; i < shape.length; i++) {
            // Beside a length of 0 there may be any other.
            this.shape[i] = (int) Math.min(shape[i], Integer.MAX_VALUE);
        }
        this.size = elements.length / type.bytes();
        this.values = NpyValues.of(ByteBuffer.wrap(elements).order(order), type, 0);
    }

    /** Uses numbers in C order, little-endian. */
    public static NpyArray of(NpyType type, int[] shape, byte[] elements) {
        long[] lengths = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            lengths[i] = shape[i];
        }
        return new NpyArray(type, ByteOrder.LITTLE_ENDIAN, false, lengths, elements);
    }

    /**
     * Reads a file. It needs no more memory than the size of the file.
     *
     * @throws BadInputException if it is not a .npy file, has no numbers, ends too early, or has 2 GiB or more
     * @throws DataMismatchException if there is no such file
     * @throws StorageException if it can't be read
     */
    public static NpyArray read(Path file) {
        try (NpyFile open = NpyFile.open(file)) {
            return open.rest();
        }
    }

    /**
     * The length of each dimension of the array in a file, which is not read.
     *
     * @throws BadInputException as {@link #read}
     * @throws DataMismatchException as {@link #read}
     * @throws StorageException as {@link #read}
     */
    public static long[] shapeOf(Path file) {
        try (NpyFile open = NpyFile.open(file)) {
            return open.header().shape().clone();
        }
    }

    /**
     * Writes an array like {@code numpy.save}: format version 1.0, C order. The stream stays open.
     *
     * @throws IOException as the stream does
     */
    public static void write(NpyType type, int[] shape, Elements elements, OutputStream out) throws IOException {
        out.write(NpyHeader.bytes(type, shape));
        elements.write(out);
    }

    /** The number of bytes that {@link #write} writes: an entry of a tar archive needs its size first. */
    public static long size(NpyType type, int... shape) {
        long bytes = type.bytes();
        for (int length : shape) {
            bytes *= length;
        }
        return bytes + NpyHeader.bytes(type, shape).length;
    }

    /** The type of an element. */
    public NpyType type() {
        return type;
    }

    /** The length of each dimension, the slowest of C order first. */
    public int[] shape() {
        return shape.clone();
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /** An element by its place in C order, with any order in the file; booleans are 0 and 1. */
    public double value(int index) {
        return values.at(fortran ? place(index) : index);
    }

    /** From C order to Fortran order: the last dimension varies fastest in the one, the first in the other. */
    private int place(int index) {
        int left = index;
        int place = 0;
        int stride = size;
        for (int d = shape.length - 1; d >= 0; d--) {
            stride /= shape[d];
            place += left % shape[d] * stride;
            left /= shape[d];
        }
        return place;
    }
}
