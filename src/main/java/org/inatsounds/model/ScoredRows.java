package org.inatsounds.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Rows of numbers of one recording. */
public final class ScoredRows {

    /**
     * A row.
     *
     * @param start of its window, in seconds
     * @param end of its window, in seconds
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares rows.
    public record Row(double start, double end, double[] values) {}

    private final List<Row> rows = new ArrayList<>();

    void add(double start, double end, double[] values) {
        rows.add(new Row(start, end, values));
    }

    /** One a recording or a window, in their order. */
    public List<Row> rows() {
        return rows;
    }

    int columns() {
        return rows.get(0).values.length;
    }

    /** As bytes: for each row start, end, and its values. */
    ByteBuffer bytes(boolean floats) {
        int width = 2 * Double.BYTES + columns() * (floats ? Float.BYTES : Double.BYTES);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(rows.size(), width));
        for (Row row : rows) {
            bytes.putDouble(row.start).putDouble(row.end);
            for (double value : row.values) {
                if (floats) {
                    bytes.putFloat((float) value);
                } else {
                    bytes.putDouble(value);
                }
            }
        }
        return bytes.flip();
    }

    /** The next row of such bytes. */
    static Row next(ByteBuffer bytes, int columns, boolean floats) {
        double start = bytes.getDouble();
        double end = bytes.getDouble();
        double[] values = new double[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = floats ? bytes.getFloat() : bytes.getDouble();
        }
        return new Row(start, end, values);
    }
}
