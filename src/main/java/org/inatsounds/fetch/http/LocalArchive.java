package org.inatsounds.fetch.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.internal.BlockStream;
import org.inatsounds.internal.Md5;
import org.inatsounds.release.ArchiveVersion;
import org.jspecify.annotations.Nullable;

/** An archive on this disk that is read in order. */
public final class LocalArchive implements OrderedArchive {

    private final Path file;
    private final long size;
    private final ArchiveVersion version;

    /**
     * Looks at it.
     *
     * @throws StorageException if it can't be looked at
     */
    public LocalArchive(Path file) {
        this.file = file;
        try {
            size = Files.size(file);
            version = new ArchiveVersion(size, size + " bytes, of " + Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ArchiveVersion version() {
        return version;
    }

    @Override
    public boolean readOn(
            long start, Md5.@Nullable State state, long spacing, String md5, Reader reader, Progress.Step step) {
        Md5 digest = state == null ? new Md5() : new Md5(state);
        try (DigestFollower follower = new DigestFollower(digest);
                FileChannel channel = FileChannel.open(file)) {
            Incoming incoming =
                    new Incoming(new Watched(Channels.newInputStream(channel.position(start)), step), start, follower);
            try {
                reader.read(incoming);
            } catch (RemoteArchive.EnoughException e) {
                return false;
            }
            incoming.transferTo(OutputStream.nullOutputStream());
            String actual = incoming.md5();
            if (!actual.equals(md5)) {
                throw new DataMismatchException(file + ": expected MD5 " + md5 + ", got " + actual + " over " + size
                        + " bytes. Delete it or move it away: then the archive is fetched.");
            }
            return true;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private StorageException unreadable(IOException e) {
        return new StorageException("can't read " + file + ": " + StorageException.reason(e), e);
    }

    /** Counts what is read. */
    private static final class Watched extends BlockStream {

        private final InputStream in;
        private final Progress.Step step;

        Watched(InputStream in, Progress.Step step) {
            this.in = in;
            this.step = step;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            step.advance(Math.max(0, count));
            return count;
        }
    }
}
