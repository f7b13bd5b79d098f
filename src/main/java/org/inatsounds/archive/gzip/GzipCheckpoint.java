package org.inatsounds.archive.gzip;

import java.util.Arrays;
import java.util.Locale;

/**
 * The state of a {@link GzipDecoder} between two blocks: all it needs to go on from there.
 *
 * <p>Immutable. It holds up to 32 KiB.
 */
public final class GzipCheckpoint {

    /** The beginning of a stream, before its first header. */
    public static final GzipCheckpoint START = new GzipCheckpoint(0, 0, 0, 0, 0, new byte[0]);

    private final long compressedOffset;
    private final int bitOffset;
    private final long uncompressedOffset;
    private final long memberLength;
    private final long crc;
    private final byte[] window;

    /**
     * A state that was noted before.
     *
     * @param compressedOffset of the byte of the stream that holds the next bit, 0 or more; 0 is before the first header,
     *     anything else between two blocks
     * @param bitOffset how many bits of that byte are used, the lowest first, 0 to 7
     * @param uncompressedOffset how many bytes were decoded, 0 or more
     * @param memberLength how many of them are of the current gzip member
     * @param crc CRC-32 of these, 0 to 2<sup>32</sup> - 1
     * @param window the last of these, 32 KiB or all there are; copied
     * @throws IllegalArgumentException if these can't be the state of a decoder
     */
    public GzipCheckpoint(
            long compressedOffset, int bitOffset, long uncompressedOffset, long memberLength, long crc, byte[] window) {
        boolean start = compressedOffset == 0;
        if (compressedOffset < 0 || bitOffset < 0 || bitOffset >= Byte.SIZE || (start && bitOffset != 0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "no place in a gzip stream: byte %d, bit %d", compressedOffset, bitOffset));
        }
        if (memberLength < 0 || memberLength > uncompressedOffset || (start && uncompressedOffset != 0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "no place in what was decoded: byte %d, %d of the member",
                    uncompressedOffset,
                    memberLength));
        }
        if (crc < 0 || crc > 0xFFFF_FFFFL || window.length != Math.min(memberLength, Window.HISTORY)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "no state of a decoder: CRC-32 %d, %d bytes of %d", crc, window.length, memberLength));
        }
        this.compressedOffset = compressedOffset;
        this.bitOffset = bitOffset;
        this.uncompressedOffset = uncompressedOffset;
        this.memberLength = memberLength;
        this.crc = crc;
        this.window = window.clone();
    }

    /** Where to go on reading: the offset in the stream, in bytes, of the byte that holds the next bit. */
    public long compressedOffset() {
        return compressedOffset;
    }

    /** How many bits of that byte are used, the lowest first: 0 to 7. */
    public int bitOffset() {
        return bitOffset;
    }

    /** How many bytes were decoded. */
    public long uncompressedOffset() {
        return uncompressedOffset;
    }

    /** How many of them are of the current gzip member. */
    public long memberLength() {
        return memberLength;
    }

    /** CRC-32 of what was decoded of the current gzip member: 0 to 2<sup>32</sup> - 1. */
    public long crc() {
        return crc;
    }

    /** The last bytes that were decoded of the current gzip member, 32 KiB or all there are; a copy. */
    public byte[] window() {
        return window.clone();
    }

    /**
     * Where a stream may end that need not lead beyond this checkpoint: after the byte of which the block before takes the
     * last bits.
     */
    public long compressedEnd() {
        return compressedOffset + (bitOffset > 0 ? 1 : 0);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof GzipCheckpoint other
                && compressedOffset == other.compressedOffset
                && bitOffset == other.bitOffset
                && uncompressedOffset == other.uncompressedOffset
                && memberLength == other.memberLength
                && crc == other.crc
                && Arrays.equals(window, other.window);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(compressedOffset) + bitOffset;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "byte %,d, bit %d of the stream; %,d bytes decoded",
                compressedOffset,
                bitOffset,
                uncompressedOffset);
    }
}
