package org.inatsounds.archive.gzip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Which archive an index is of.
 *
 * @param size of the archive as it is stored, in bytes, 0 or more
 * @param identity what changes when the archive's bytes change: its MD5 or ETag, in words of the caller's choice; at most
 *     {@value #LONGEST_IDENTITY} bytes in UTF-8
 */
public record IndexedArchive(long size, String identity) {

    static final int LONGEST_IDENTITY = 1024;

    /**
     * Checks the size and the length.
     *
     * @throws IllegalArgumentException if the size is negative or the identity too long
     */
    public IndexedArchive {
        if (size < 0 || identity.getBytes(StandardCharsets.UTF_8).length > LONGEST_IDENTITY) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "no archive: %d bytes, '%s'", size, identity));
        }
    }
}
