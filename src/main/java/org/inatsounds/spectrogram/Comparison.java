package org.inatsounds.spectrogram;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Takes the elements of one array while it reads those of another, both little-endian and in C order. */
final class Comparison extends OutputStream {

    private final ElementType type;
    private final InputStream expected;
    private Parity parity = Parity.NONE;

    Comparison(ElementType type, InputStream expected) {
        this.type = type;
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
    public void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] other = expected.readNBytes(length);
        if (other.length < length) {
            throw new EOFException();
        }
        long different = 0;
        double largest = 0;
        double peak = 0;
        ByteBuffer ours = Spectrogram.wrap(bytes);
        ByteBuffer theirs = Spectrogram.wrap(other);
        int size = type.bytes();
        for (int i = 0; i < length; i += size) {
            float a = type == ElementType.UINT8 ? other[i] & 0xFF : theirs.getFloat(i);
            float b = type == ElementType.UINT8 ? bytes[offset + i] & 0xFF : ours.getFloat(offset + i);
            peak = Math.max(peak, Math.abs(a));
            double difference = Parity.difference(a, b);
            if (difference != 0) {
                different++;
                largest = Math.max(largest, difference);
            }
        }
        parity = parity.plus(new Parity(length / size, different, largest, peak));
    }
}
