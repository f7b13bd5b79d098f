package org.inatsounds.fetch.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.NetworkException;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.internal.Md5;
import org.inatsounds.release.ArchiveVersion;
import org.jspecify.annotations.Nullable;

/**
 * An archive on the server that is read in order, in whole or in part, and not kept. Failures are as those of
 * {@link Downloader}.
 */
public final class RemoteArchive {

    private static final int LARGEST_BLOCK = 2 << 20;
    private static final int SMALLEST_BLOCK = 1 << 14;

    private static final int PART_BLOCK = 1 << 18;
    private static final long PART_A_CONNECTION = 4L << 20;

    private final RemoteObject object;
    private final Http http;
    private final DownloadOptions options;
    private final RateLimiter limiter;

    RemoteArchive(RemoteObject object, Http http, DownloadOptions options) {
        this.object = object;
        this.http = http;
        this.options = options;
        this.limiter = new RateLimiter(options.bytesPerSecond());
    }

    /** Reads bytes in order while they arrive. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Reads the stream, to its end or not.
         *
         * @throws IOException as thrown by the stream; anything else is to be an {@link InatsoundsException}
         */
        void read(Incoming bytes) throws IOException;
    }

    /** Its size in bytes. */
    public long size() {
        return object.size();
    }

    /** What changes when somebody replaces it: size, and ETag or date. */
    public ArchiveVersion version() {
        return new ArchiveVersion(object.size(), object.version());
    }

    /** Blocks so small that what is ahead is a small part of what may be lost. */
    private static int blockBytes(long spacing, DownloadOptions options) {
        return (int) Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, spacing / (8L * options.connections())));
    }

    /**
     * Reads from a byte to the end, and holds the MD5 of everything against the expected one.
     *
     * @param start where to begin; the state is of the bytes before
     * @param spacing of the checkpoints that the caller takes: connections run ahead by a part of it
     * @param md5 the expected checksum, 32 lower-case hexadecimal digits
     * @return whether everything was read; false when the reader had enough before
     * @throws DataMismatchException if the checksum is another one
     */
    public boolean readOn(
            long start, Md5.@Nullable State state, long spacing, String md5, Reader reader, Progress.Step step) {
        int block = blockBytes(spacing, options);
        Md5 digest = state == null ? new Md5() : new Md5(state);
        try (DigestFollower follower = new DigestFollower(digest);
                ReadAhead ahead = new ReadAhead(
                        object, start, object.size(), block, http, options, options.connections(), limiter, step)) {
            Incoming incoming = new Incoming(ahead, start, follower);
            try {
                reader.read(incoming);
            } catch (EnoughException e) {
                return false;
            }
            incoming.transferTo(OutputStream.nullOutputStream());
            String actual = incoming.md5();
            if (!actual.equals(md5)) {
                throw new DataMismatchException(object.uri() + ": expected MD5 " + md5 + ", got " + actual + " over "
                        + object.size() + " bytes. What arrived was thrown away; run the same command again.");
            }
            return true;
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /** Ends {@link #readOn} before the end, on the reader's wish. */
    public static final class EnoughException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Everything that was wanted was there. */
        public EnoughException() {
            super("enough", null, false, false);
        }
    }

    /**
     * Reads a part, at most up to an end; its checksum can't be known. The reader may stop before: little more than what it
     * read is transferred, for the longer a part is, the more connections run ahead.
     */
    public void readPart(long start, long end, Reader reader, Progress.Step step) {
        int connections = (int) Math.max(1, Math.min(options.connections(), (end - start) / PART_A_CONNECTION));
        try (ReadAhead ahead =
                new ReadAhead(object, start, end, PART_BLOCK, http, options, connections, limiter, step)) {
            reader.read(new Incoming(ahead, start, null));
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /**
     * The same for who takes the bytes one after the other in its own time. What the stream throws is to be {@link #explained}.
     *
     * @return has to be closed
     */
    public InputStream openPart(long start, long end) {
        int connections = (int) Math.max(1, Math.min(options.connections(), (end - start) / PART_A_CONNECTION));
        return new ReadAhead(
                object,
                start,
                end,
                PART_BLOCK,
                http,
                options,
                connections,
                limiter,
                Progress.NONE.start("", 0, Progress.Unit.BYTES));
    }

    /** What a failure of the stream means: it was the network, or somebody replaced the archive. */
    public RuntimeException explained(IOException e) {
        Throwable cause = e instanceof TransferFailedException failed ? failed.failure() : e;
        if (cause instanceof ObjectChangedException changed) {
            return new NetworkException(
                    object.uri() + ": " + changed.getMessage() + ". Run the same command again.", changed);
        }
        if (cause instanceof IOException io) {
            return e instanceof TransferFailedException
                    ? TransferFailures.network(object.uri(), io)
                    : new StorageException("can't read " + object.uri() + ": " + io.getMessage(), io);
        }
        if (cause instanceof InatsoundsException known) {
            return known;
        }
        return new IllegalStateException("the download failed unexpectedly", cause);
    }
}
