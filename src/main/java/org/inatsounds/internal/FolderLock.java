package org.inatsounds.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.inatsounds.StorageException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second process from writing to the same folder. It is a lock of the operating system on a small file that says who
 * has it: a process that dies, in whatever way, has it no longer, and the file that it leaves is taken over by the next one.
 * A process that ends takes the file away.
 *
 * <p>Where the file system has no locks, nobody is kept away, and that is said.
 */
public final class FolderLock implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    /** Far behind the text: Windows lets nobody read what is locked. */
    private static final long REGION = 1L << 50;

    private static final int MOST_TEXT = 4096;

    /** What follows is another number each time: two threads of one process are not taken for each other. */
    private static final String MARK = " #";

    /** A file that is larger has something else in it than who is at work. */
    private static final long LARGEST_FILE = 1 << 20;

    /** A process that ends has the lock for a moment longer than its work; so does one that was just killed. */
    private static final int LOOKS = 6;

    /** How often the file may be taken away just when it was to be taken, before that is a failure. */
    private static final int MOST_MISSES = 100;

    private static final long BETWEEN_LOOKS_MILLIS = 50;
    private static final Path HOST_ON_LINUX = Path.of("/proc/sys/kernel/hostname");

    private final Path file;
    private final FileChannel channel;

    /** The file by its name. Open as long as the lock is held: a POSIX system frees a lock when any of them is closed. */
    private @Nullable FileChannel seen;

    private @Nullable FileLock lock;

    private FolderLock(Path file, FileChannel channel, @Nullable FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * One of several jobs that share a folder, and keep out of each other's way.
     *
     * @param number from 1
     * @param of how many there are
     */
    public record Job(int number, int of) {

        private long place() {
            return ((long) of << 24) + number;
        }
    }

    /**
     * Takes a folder for the life of the result.
     *
     * @param folder what is taken, for messages
     * @param file the lock; its folder must be there
     * @param command what is at work, for whoever comes second: never a whole command line, which may have secrets
     * @throws StorageException if another process has it
     * @throws IOException if the file can't be written
     */
    public static FolderLock take(Path folder, Path file, String command) throws IOException {
        return take(folder, file, command, null);
    }

    /** The same; other jobs may have it too, but not the same one, nor anybody who wants all of it. */
    public static FolderLock take(Path folder, Path file, String command, @Nullable Job job) throws IOException {
        int looks = 0;
        for (int misses = 0; ; ) {
            FileChannel channel = open(folder, file);
            try {
                FileLock lock = tryOn(channel, job);
                if (lock == null) {
                    if (++looks >= LOOKS) {
                        throw held(folder, lastLine(channel));
                    }
                } else {
                    FolderLock taken = new FolderLock(file, channel, lock);
                    if (taken.isThere(taken.sign(command, job))) {
                        return taken;
                    }
                    // Who had it before took the file away after we had opened it.
                    taken.closeAll();
                    if (++misses >= MOST_MISSES) {
                        throw new IOException("it is deleted again and again");
                    }
                }
            } catch (UnsupportedLockException e) {
                LOG.warn(
                        "{}: this file system has no locks ({}): make sure that no other inatsounds writes there",
                        folder,
                        e.getMessage());
                return new FolderLock(file, channel, null);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close();
            pause();
        }
    }

    /**
     * Makes a folder, and keeps others from writing there while the hold is held, or until the process is stopped.
     *
     * @param name of the file in the folder that is locked
     * @param command that writes there, for whoever has to wait
     * @param job null for whoever has the whole folder
     * @throws StorageException if it can't be written, or another process writes there
     */
    public static WholeFiles.Hold hold(WholeFiles files, Path folder, String name, String command, @Nullable Job job) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            return files.hold(
                    folder,
                    job == null ? TemporaryNames.WHOLE_FOLDER : job.number() + "of" + job.of(),
                    () -> take(folder, file, command, job)::close);
        } catch (IOException e) {
            throw StorageException.cantWrite(file, e);
        }
    }

    /** Opens the file, or makes it. One that a dead process of another user left goes, if it may. */
    private static FileChannel open(Path folder, Path file) throws IOException {
        while (true) {
            try {
                return FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
            } catch (AccessDeniedException e) {
                if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
                    throw e;
                }
                try (FileChannel others = FileChannel.open(file, StandardOpenOption.READ);
                        FileLock free = others.tryLock(REGION, REGION, true)) {
                    if (free == null) {
                        throw held(folder, lastLine(others));
                    }
                    // Nobody takes it meanwhile: this lock is in the way.
                    Files.delete(file);
                } catch (OverlappingFileLockException own) {
                    throw held(folder, "");
                }
            }
        }
    }

    private static StorageException held(Path folder, String holder) {
        return new StorageException("another inatsounds is writing to " + folder
                + (holder.isEmpty() ? "" : ": " + holder)
                + ". Wait until it ends, or choose another folder.");
    }

    /**
     * Refuses a folder that somebody is writing to, without writing anything. To be called by a process that does not hold
     * it. Where it can't be told, nothing happens.
     *
     * @throws StorageException that names the holder
     */
    public static void requireFree(Path folder, Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileLock free = channel.tryLock(REGION, REGION, true);
            if (free == null) {
                throw held(folder, lastLine(channel));
            }
            free.release();
        } catch (IOException | OverlappingFileLockException | UnsupportedOperationException e) {
            LOG.debug("{}: {}", file, e.getMessage());
        }
    }

    private static final class UnsupportedLockException extends Exception {

        private static final long serialVersionUID = 1L;

        UnsupportedLockException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Null if somebody else has it. */
    private static @Nullable FileLock tryOn(FileChannel channel, @Nullable Job job) throws UnsupportedLockException {
        try {
            return job == null
                    ? channel.tryLock(REGION, REGION, false)
                    : channel.tryLock(REGION + job.place(), 1, false);
        } catch (OverlappingFileLockException e) {
            // This very process has it.
            return null;
        } catch (IOException | UnsupportedOperationException e) {
            throw new UnsupportedLockException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String lastLine(FileChannel channel) throws IOException {
        List<String> lines = lines(channel);
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        int mark = last.lastIndexOf(MARK);
        return mark < 0 ? last : last.substring(0, mark);
    }

    /** The last ones, without those that are blank. */
    private static List<String> lines(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MOST_TEXT);
        channel.read(text, Math.max(0, channel.size() - MOST_TEXT));
        return StandardCharsets.UTF_8
                .decode(text.flip())
                .toString()
                .lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList();
    }

    /** Says who has it, and returns what was written. */
    private String sign(String command, @Nullable Job job) throws IOException {
        String line = "process " + ProcessHandle.current().pid() + " on " + host() + ", inatsounds " + command
                + (job == null ? "" : ", job " + job.number() + " of " + job.of()) + MARK
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + "\n";
        if (job == null || channel.size() > LARGEST_FILE) {
            channel.truncate(0);
        }
        // What a killed process left may end in the middle of a line.
        String text = endsWithLine(channel) ? line : "\n" + line;
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), channel.size());
        return line.strip();
    }

    private static boolean endsWithLine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() == 0 || channel.read(last, channel.size() - 1) < 1 || last.get(0) == '\n';
    }

    /** Whether the file that is locked is the one of this name: then what was written to it stands there, too. */
    private boolean isThere(String line) throws IOException {
        try {
            seen = FileChannel.open(file, StandardOpenOption.READ);
            return lines(seen).contains(line);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static String host() {
        try {
            // Without the network: a name server that does not answer would hold everything up.
            return Files.isReadable(HOST_ON_LINUX)
                    ? Files.readString(HOST_ON_LINUX).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this host";
        } catch (IOException e) {
            return "an unknown host";
        }
    }

    /** Gives the folder up, and takes the file away unless another job is at work. */
    @Override
    public void close() {
        try {
            FileLock mine = lock;
            if (mine != null) {
                mine.release();
                lock = null;
                // Between these two another one may have taken it: then it is for that one to take the file away.
                if (channel.tryLock(REGION, REGION, false) != null) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("{}: {}", file, e.getMessage());
        } finally {
            closeAll();
        }
    }

    private void closeAll() {
        close(channel);
        if (seen != null) {
            close(seen);
        }
    }

    private void close(FileChannel one) {
        try {
            one.close();
        } catch (IOException e) {
            LOG.debug("{}: {}", file, e.getMessage());
        }
    }
}
