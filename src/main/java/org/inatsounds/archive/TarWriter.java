package org.inatsounds.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a tar archive that is the same for the same members: no time, no owner. Long names and names beyond ASCII are written
 * as POSIX extended headers, which GNU tar, Python's {@code tarfile} and the {@code webdataset} library read.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">pax interchange format</a>
 */
public final class TarWriter implements Closeable {

    private static final int FILE_MODE = 0644;

    private final TarArchiveOutputStream tar;

    /** What writes the data of a member. */
    @FunctionalInterface
    public interface Content {
        /** Writes as many bytes as were announced; leaves the stream open. */
        void write(OutputStream out) throws IOException;
    }

    /** Begins an archive. Closing it closes the stream too. */
    public TarWriter(OutputStream out) {
        tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /**
     * Adds a file.
     *
     * @param name its path, parts joined by {@code /}
     * @param size of its data, in bytes
     * @throws IOException as the stream does, or if the content has not that size
     */
    public void add(String name, long size, Content content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
        entry.setSize(size);
        entry.setMode(FILE_MODE);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        content.write(tar);
        tar.closeArchiveEntry();
    }

    /** Writes the end of the archive. */
    @Override
    public void close() throws IOException {
        tar.close();
    }
}
