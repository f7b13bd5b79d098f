package org.inatsounds.archive.gzip;

import java.util.zip.CRC32;

/**
 * Brings a {@link CRC32} to a value, as if it had been over all that gave this value.
 *
 * <p>The class of the JDK can't be set, but it is much quicker than one of our own. Its register goes through a shift for
 * every bit, and a shift can be undone; so there are four bytes that lead from the first state to any other.
 */
final class RestorableCrc {

    /** RFC 1952, section 8: the polynomial, lowest bit first. */
    private static final int POLYNOMIAL = 0xEDB8_8320;

    private RestorableCrc() {}

    /** A checksum that goes on from a value, 0 to 2<sup>32</sup> - 1. */
    static CRC32 of(long value) {
        // The register is the value with all bits turned round; RFC 1952, section 8, in its sample code.
        int register = ~(int) value;
        for (int i = 0; i < Integer.SIZE; i++) {
            // A shift to the right put a zero at the top. The polynomial's top bit is set: so a one there tells of it.
            register = register < 0 ? (register ^ POLYNOMIAL) << 1 | 1 : register << 1;
        }
        int bytes = ~register; // The first state is all ones, and the bytes come in by exclusive or.
        CRC32 sum = new CRC32();
        for (int i = 0; i < Integer.BYTES; i++) {
            sum.update(bytes >>> (i * Byte.SIZE));
        }
        return sum;
    }
}
