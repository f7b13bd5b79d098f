package org.inatsounds.archive.gzip;

import java.util.Locale;

/**
 * A member of an indexed archive.
 *
 * @param name as stored in the archive
 * @param offset of its data in the uncompressed archive, in bytes, 0 or more
 * @param size of its data, in bytes, 0 or more
 */
public record IndexedMember(String name, long offset, long size) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is no such place in an archive
     */
    public IndexedMember {
        if (offset < 0 || size < 0 || offset + size < 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "no place in an archive: %d bytes from %d on", size, offset));
        }
    }

    /** Where its data ends in the uncompressed archive. */
    public long end() {
        return offset + size;
    }
}
