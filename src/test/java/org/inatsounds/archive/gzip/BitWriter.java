package org.inatsounds.archive.gzip;

import java.io.ByteArrayOutputStream;

/** Writes compressed data by hand: RFC 1951, section 3.1.1. */
final class BitWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int current;
    private int count;

    /** Writes a number, its lowest bit first. */
    BitWriter bits(int value, int length) {
        for (int i = 0; i < length; i++) {
            current |= (value >>> i & 1) << count;
            count++;
            if (count == Byte.SIZE) {
                align();
            }
        }
        return this;
    }

    /** Writes a Huffman code, its highest bit first. */
    BitWriter code(int code, int length) {
        return bits(Integer.reverse(code) >>> (Integer.SIZE - length), length);
    }

    /** Writes a stored block. */
    BitWriter stored(byte[] content, boolean last) {
        bits(last ? 1 : 0, 1).bits(0, 2);
        align();
        bits(content.length, 16).bits(~content.length, 16);
        out.writeBytes(content);
        return this;
    }

    byte[] bytes() {
        align();
        return out.toByteArray();
    }

    private void align() {
        if (count > 0) {
            out.write(current);
            current = 0;
            count = 0;
        }
    }
}
