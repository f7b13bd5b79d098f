package org.inatsounds.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.inatsounds.StorageException;

/**
 * Files that appear under their name only when they are whole. Until then each is a {@code .part} beside its place. When the
 * process is stopped, the parts go; those of a process that was killed are written over by the next run.
 */
final class WholeFiles {

    private static final String PART = ".part";

    /** Names of so many characters may grow a little. */
    private static final int SHORT = 22;

    private final Set<Path> parts = ConcurrentHashMap.newKeySet();
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();
    /** Many may begin a file at a time, but nobody while, or after, the process is being stopped. */
    private final ReadWriteLock beginning = new ReentrantReadWriteLock();

    private volatile boolean stopped;

    /** What writes a file. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** A file that is being written. Closing it without {@link #commit} takes it away. */
    final class Whole implements Closeable {

        private final Path target;
        private final Path part;
        private final OutputStream out;
        private boolean done;

        private Whole(Path target) throws IOException {
            this.target = target;
            this.part = part(target);
            beginning.readLock().lock();
            try {
                if (stopped) {
                    throw new IOException("the process is being stopped");
                }
                parts.add(part);
                out = Files.newOutputStream(part);
            } finally {
                beginning.readLock().unlock();
            }
        }

        /** Unbuffered. */
        OutputStream out() {
            return out;
        }

        /** Gives the file its name. */
        void commit() throws IOException {
            out.close();
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            done = true;
            parts.remove(part);
        }

        @Override
        public void close() throws IOException {
            if (!done) {
                try {
                    out.close();
                } finally {
                    Files.deleteIfExists(part);
                    parts.remove(part);
                }
            }
        }
    }

    /** Beside the file, and never longer than its name, which may be as long as the file system allows. */
    private static Path part(Path target) {
        String name = String.valueOf(target.getFileName());
        return target.resolveSibling(
                name.length() <= SHORT
                        ? name + PART
                        : "."
                                + Checksum.sha256(name.getBytes(StandardCharsets.UTF_8))
                                        .substring(0, SHORT - 6) + PART);
    }

    /**
     * Begins a file; its folder is made if need be.
     *
     * @throws IOException if it can't be written
     */
    Whole begin(Path file) throws IOException {
        // Through a symbolic link, it is the file behind it that is replaced.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "there is a folder of this name");
        }
        Path folder = target.getParent();
        if (folder != null && !folders.contains(folder)) {
            // Noted only once it is there: another thread may be waiting for it.
            Files.createDirectories(folder);
            folders.add(folder);
        }
        return new Whole(target);
    }

    /**
     * Writes a file, or replaces it.
     *
     * @throws StorageException if the disk is full or the place can't be written
     */
    void write(Path file, Content content) {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            writeThrough(file, content);
            return;
        }
        try (Whole whole = begin(file)) {
            content.write(whole.out());
            whole.commit();
        } catch (IOException e) {
            throw StorageException.cantWrite(file, e);
        }
    }

    /** To a device or a pipe: there is nothing to keep whole. */
    private static void writeThrough(Path file, Content content) {
        try (OutputStream out = Files.newOutputStream(file)) {
            content.write(out);
        } catch (IOException e) {
            throw StorageException.cantWrite(file, e);
        }
    }

    /** The process is being stopped: takes the parts away. From now on no other is begun. */
    void stop() {
        beginning.writeLock().lock();
        try {
            stopped = true;
        } finally {
            beginning.writeLock().unlock();
        }
        for (Path part : parts) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException ignored) {
                // Windows keeps a file that is open: the next run writes over it.
            }
        }
    }
}
