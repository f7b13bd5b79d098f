package org.inatsounds.archive;

import java.time.Instant;

/**
 * A file in an archive.
 *
 * @param name its path below the staging folder: parts joined by {@code /}, no leading {@code ./}
 * @param size in bytes
 * @param modified when it was last changed, as the archive says; the file on disk gets this time
 */
public record Member(String name, long size, Instant modified) {

    /** Whether macOS packed here what it knows of the file beside it: nobody else wants that. */
    public boolean isCompanion() {
        return name.startsWith("._") || name.contains("/._");
    }
}
