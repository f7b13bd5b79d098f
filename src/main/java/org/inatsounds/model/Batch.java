package org.inatsounds.model;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Rows that a graph is fed with at once, as it wants them. One thread at a time. */
final class Batch {

    private final TensorType type;
    private final int elements;
    private final int capacity;
    private final ByteBuffer buffer;
    private int rows;

    /**
     * Makes an empty one.
     *
     * @param elements of a row
     * @param capacity rows at most
     */
    Batch(TensorType type, int elements, int capacity) {
        this.type = type;
        this.elements = elements;
        this.capacity = capacity;
        this.buffer = ByteBuffer.allocateDirect(
                        Math.multiplyExact(Math.multiplyExact(elements, capacity), type.bytes()))
                .order(ByteOrder.nativeOrder());
    }

    int rows() {
        return rows;
    }

    int capacity() {
        return capacity;
    }

    boolean isFull() {
        return rows == capacity;
    }

    /** Begins the next row. */
    void begin() {
        buffer.limit(buffer.capacity()).position(rows * elements * type.bytes());
        rows++;
    }

    /** The next element of a row of bytes. */
    void put(byte value) {
        buffer.put(value);
    }

    /** The next elements of a row of bytes. */
    void put(byte[] values, int offset, int length) {
        buffer.put(values, offset, length);
    }

    /** The next element of a row of floats. */
    void put(float value) {
        switch (type) {
            case FLOAT16 -> buffer.putShort(Fp16Conversions.floatToFp16(value));
            case FLOAT32 -> buffer.putFloat(value);
            case FLOAT64 -> buffer.putDouble(value);
            default -> throw new IllegalStateException("a row of " + type);
        }
    }

    /**
     * The rows, to be read.
     *
     * @param fixed as many as the graph wants, the last ones zeros; {@link TensorSpec#ANY} for those that are there
     */
    ByteBuffer content(int fixed) {
        int rowBytes = elements * type.bytes();
        int wanted = fixed == TensorSpec.ANY ? rows : fixed;
        buffer.limit(wanted * rowBytes).position(rows * rowBytes);
        while (buffer.hasRemaining()) {
            buffer.put((byte) 0);
        }
        return buffer.flip();
    }

    void clear() {
        rows = 0;
    }
}
