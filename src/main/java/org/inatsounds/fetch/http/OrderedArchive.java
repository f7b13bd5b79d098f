package org.inatsounds.fetch.http;

import java.io.IOException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Progress;
import org.inatsounds.internal.Md5;
import org.inatsounds.release.ArchiveVersion;
import org.jspecify.annotations.Nullable;

/** An archive that is read in order, and not kept: {@link RemoteArchive} on a server, {@link LocalArchive} on this disk. */
public sealed interface OrderedArchive permits RemoteArchive, LocalArchive {

    /** Reads bytes in order while they arrive. */
    @FunctionalInterface
    interface Reader {

        /**
         * Reads the stream, to its end or not.
         *
         * @throws IOException as thrown by the stream; anything else is to be an {@link InatsoundsException}
         */
        void read(Incoming bytes) throws IOException;
    }

    /** Its size in bytes. */
    long size();

    /** What changes when somebody replaces it: size, and ETag or date. */
    ArchiveVersion version();

    /**
     * Reads from a byte to the end, and holds the MD5 of everything against the expected one.
     *
     * @param start where to begin; the state is of the bytes before
     * @param spacing of the checkpoints that the caller takes: connections run ahead by a part of it
     * @param md5 the expected checksum, 32 lower-case hexadecimal digits
     * @return whether everything was read; false when the reader had enough before
     * @throws DataMismatchException if the checksum is another one
     */
    boolean readOn(long start, Md5.@Nullable State state, long spacing, String md5, Reader reader, Progress.Step step);
}
