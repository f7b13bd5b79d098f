package org.inatsounds.fetch.http;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.inatsounds.StorageException;
import org.inatsounds.fetch.http.RangeSet.Range;
import org.inatsounds.release.ArchivePart;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive on its way: a sparse file of ranges that arrived in any order. Writers put ranges in; one reader follows the
 * finished prefix and waits for more. Thread-safe.
 */
public final class PartFile implements Target, Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);

    private final Path file;
    private final FileChannel channel;
    private final @Nullable Journal journal;
    private final long size;
    private final long resumed;
    private final RangeSet done;
    private @Nullable Throwable failure;

    private PartFile(Path file, FileChannel channel, @Nullable Journal journal, long size, RangeSet done) {
        this.file = file;
        this.channel = channel;
        this.journal = journal;
        this.size = size;
        this.done = done;
        this.resumed = done.total();
    }

    /** Opens a part and goes on where an earlier run stopped, if that was about the same object. */
    public static PartFile open(Path file, RemoteObject object) throws IOException {
        RangeSet done = new RangeSet();
        Journal.Entry earlier = Journal.read(ArchivePart.journalOf(file));
        if (earlier != null && Files.exists(file)) {
            if (!earlier.object().uri().equals(object.uri())) {
                LOG.warn(
                        "an earlier download of {} was from {}: starting again",
                        file.getFileName(),
                        earlier.object().uri());
            } else if (earlier.object().size() != object.size()
                    || !object.matches(earlier.object().etag(), earlier.object().lastModified())) {
                LOG.warn(
                        "{} changed on the server since the earlier run (it was {}, it is {}): starting again",
                        object.uri(),
                        earlier.object().version(),
                        object.version());
            } else {
                done = usable(earlier, Files.size(file));
            }
        }
        if (done.total() == 0) {
            Files.deleteIfExists(file);
        }
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        return new PartFile(
                file, channel, Journal.create(ArchivePart.journalOf(file), object, done), object.size(), done);
    }

    /** What a journal notes, as far as a part of this length has it. */
    public static RangeSet usable(Journal.Entry journal, long length) {
        RangeSet usable = new RangeSet();
        for (Range range : journal.done().ranges()) {
            if (range.start() < length) {
                usable.add(range.start(), Math.min(range.end(), length));
            }
        }
        return usable;
    }

    /** How many bytes of an archive are in its part, wherever in it. */
    public static long bytesHere(Path part) {
        try {
            Journal.Entry journal = Journal.read(ArchivePart.journalOf(part));
            return journal == null || !Files.exists(part)
                    ? 0
                    : usable(journal, Files.size(part)).total();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Opens an archive that is whole, to read it like a part of which everything has arrived. */
    static PartFile whole(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        RangeSet done = new RangeSet();
        done.add(0, channel.size());
        return new PartFile(file, channel, null, channel.size(), done);
    }

    @Override
    public RuntimeException failed(IOException e) {
        return StorageException.cantWrite(file, e);
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    /** How many bytes an earlier run had already brought. */
    public long resumed() {
        return resumed;
    }

    public synchronized List<Range> missing() {
        return done.missing(size);
    }

    public synchronized long prefix() {
        return done.prefix();
    }

    /** Writes bytes in their place. They count only once {@link #finished} says so. */
    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Notes a range as written, and wakes the reader. */
    @Override
    public synchronized void finished(long start, long end) throws IOException {
        if (start < end) {
            if (journal != null) {
                journal.done(start, end);
            }
            done.add(start, end);
            notifyAll();
        }
    }

    /** Ends the waiting of the reader: the rest will not come. Only the first failure counts. */
    synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        notifyAll();
    }

    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /**
     * Waits until the prefix reaches beyond {@code position}, and says how far it reaches; exactly {@code position} when
     * that is the end of the file.
     *
     * @throws TransferFailedException if the rest will not come
     */
    synchronized long awaitBeyond(long position) throws InterruptedException, TransferFailedException {
        while (done.prefix() <= position && position < size) {
            if (failure != null) {
                throw new TransferFailedException(failure);
            }
            wait();
        }
        return done.prefix();
    }

    int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, position);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (journal != null) {
                journal.close();
            }
        }
    }
}
