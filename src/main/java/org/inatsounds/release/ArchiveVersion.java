package org.inatsounds.release;

/**
 * What changes when somebody replaces an archive on the server.
 *
 * @param bytes its size
 * @param text size, and ETag or date, in one line
 */
public record ArchiveVersion(long bytes, String text) {

    @Override
    public String toString() {
        return text;
    }
}
