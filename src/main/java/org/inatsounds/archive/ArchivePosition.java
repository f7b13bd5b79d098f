package org.inatsounds.archive;

import java.util.Base64;
import java.util.Locale;
import org.inatsounds.archive.gzip.GzipCheckpoint;

/**
 * A place in a {@code .tar.gz} archive from which unpacking can go on.
 *
 * @param gzip the state of the decoder, at or before the header
 * @param header where the headers of the next member begin in the unpacked archive, in bytes
 */
public record ArchivePosition(GzipCheckpoint gzip, long header) {

    private static final int PARTS = 7;

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the decoder is already beyond the header
     */
    public ArchivePosition {
        if (header < gzip.uncompressedOffset()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "expected a header at or after byte %d, got %d", gzip.uncompressedOffset(), header));
        }
    }

    /** The position in one line: numbers and the window in Base64, with colons between. */
    public String text() {
        return header + ":" + gzip.compressedOffset() + ":" + gzip.bitOffset() + ":" + gzip.uncompressedOffset() + ":"
                + gzip.memberLength() + ":" + gzip.crc() + ":"
                + Base64.getEncoder().encodeToString(gzip.window());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is no position
     */
    public static ArchivePosition parse(String text) {
        String[] part = text.split(":", -1);
        if (part.length != PARTS) {
            throw new IllegalArgumentException("expected 7 parts of a position, got " + part.length);
        }
        GzipCheckpoint gzip = new GzipCheckpoint(
                Long.parseLong(part[1]),
                Integer.parseInt(part[2]),
                Long.parseLong(part[3]),
                Long.parseLong(part[4]),
                Long.parseLong(part[5]),
                Base64.getDecoder().decode(part[6]));
        return new ArchivePosition(gzip, Long.parseLong(part[0]));
    }
}
