package org.inatsounds.evaluation.predictions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.inatsounds.BadInputException;
import org.inatsounds.npy.NpyHeader;
import org.inatsounds.npy.NpyType;

/**
 * What is known of a matrix of numbers in C order before its numbers are read.
 *
 * @param type of its numbers
 * @param order of the bytes of a number
 * @param rows at least 0
 * @param columns at least 0
 * @param dataStart offset of the first number
 */
record MatrixHeader(NpyType type, ByteOrder order, long rows, long columns, long dataStart) {

    private static final long MOST_COLUMNS = 999_999_999;

    /** Of a matrix of doubles that was made here. */
    static MatrixHeader ofDoubles(long rows, long columns) {
        return new MatrixHeader(NpyType.FLOAT64, ByteOrder.nativeOrder(), rows, columns, 0);
    }

    /** How long a number is, in bytes. */
    int itemBytes() {
        return type.bytes();
    }

    /**
     * Reads the header of a {@code .npy} file in C order: {@link RowMajor} makes others so.
     *
     * @throws BadInputException when it is no such matrix, or the file has not as many bytes as the header says
     */
    static MatrixHeader read(Content content, String file) throws IOException {
        NpyHeader header = header(content, file);
        if (header.fortran()) {
            throw new IllegalStateException(file + ": still in Fortran order");
        }
        return checked(header, content.size(), file);
    }

    /** The header as it is. */
    static NpyHeader header(Content content, String file) throws IOException {
        long size = content.size();
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(size, NpyHeader.LONGEST_START));
        content.read(0, start);
        return NpyHeader.read(new ByteArrayInputStream(start.array()), size, file);
    }

    /** As {@link #read}, of a header in either order. */
    static MatrixHeader checked(NpyHeader header, long size, String file) {
        NpyType type = numbers(header, file);
        long[] shape = header.shape();
        if (shape.length != 2 || shape[1] > MOST_COLUMNS) {
            throw new BadInputException(
                    file + ": expected a matrix [recordings, columns], got the shape " + header.shapeText());
        }
        checkSize(header, size, file);
        return new MatrixHeader(type, header.order(), shape[0], shape[1], header.dataStart());
    }

    private static NpyType numbers(NpyHeader header, String file) {
        NpyType type = header.type();
        if (type == null) {
            throw new BadInputException(file + ": expected floats of 16, 32 or 64 bits, integers or booleans, got "
                    + header.descr() + ": convert with array.astype('float32')");
        }
        return type;
    }

    private static void checkSize(NpyHeader header, long size, String file) {
        long bytes = header.dataBytes();
        long there = size - header.dataStart();
        if (there < bytes) {
            throw new BadInputException(file + ": the file ends within the matrix: expected " + bytes
                    + " bytes for the shape " + header.shapeText() + ", got " + there + ": is it truncated?");
        }
        if (there > bytes) {
            throw new BadInputException(file + ": " + (there - bytes) + " bytes follow the matrix of shape "
                    + header.shapeText() + ": expected one array");
        }
    }
}
