package org.inatsounds.spectrogram;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.inatsounds.npy.NpyType;
import org.inatsounds.npy.NpyValues;

/** Takes the elements of one array, in C order and little-endian, while it reads those of another, of whatever type. */
final class ElementComparison extends OutputStream {

    private final NpyType type;
    private final Expected expected;
    private Parity parity = Parity.NONE;

    /** Where the elements of the other array come from, in C order. */
    @FunctionalInterface
    interface Expected {
        /** The next ones. */
        NpyValues next(int count);
    }

    ElementComparison(ElementType type, Expected expected) {
        this.type = type.npy();
        this.expected = expected;
    }

    /** Of what was written so far. */
    Parity parity() {
        return parity;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Takes whole elements, as every {@link ArrayContent} writes them. */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        int count = length / type.bytes();
        NpyValues theirs = expected.next(count);
        NpyValues ours = NpyValues.of(ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN), type, 0);
        long different = 0;
        double largest = 0;
        double peak = 0;
        for (int i = 0; i < count; i++) {
            double a = theirs.at(i);
            peak = Math.max(peak, Math.abs(a));
            double difference = Parity.difference(a, ours.at(i));
            if (difference != 0) {
                different++;
                largest = Math.max(largest, difference);
            }
        }
        parity = parity.plus(new Parity(count, different, largest, peak));
    }
}
