package org.inatsounds.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.inatsounds.StorageException;

/**
 * Files that appear under their name only when they are whole. Until then each is beside its place, under a name of
 * {@link TemporaryNames}. When the process is stopped ({@link #stopAll}), these go, and no other is begun. What a killed process
 * leaves goes when the next one holds the folder that they are in, and writes there: see {@link #hold}.
 */
public final class WholeFiles {

    /** A disk that does not answer must not keep the process from ending. */
    private static final long PATIENCE_SECONDS = 5;

    private static final int TRIES = 10;

    /** Everybody in this process who may be writing. */
    private static final Set<WholeFiles> ALL =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private static volatile boolean allStopped;

    private final Set<Path> parts = ConcurrentHashMap.newKeySet();
    private final Map<Path, String> owners = new ConcurrentHashMap<>();

    /** Folders that were seen, and whose the temporary files there are. */
    private final Map<Path, String> folders = new ConcurrentHashMap<>();

    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();

    /** Many may begin files at the same time, but nobody while, or after, the process is being stopped. */
    private final ReadWriteLock beginning = new ReentrantReadWriteLock();

    private volatile boolean stopped;

    public WholeFiles() {
        ALL.add(this);
    }

    /** What writes a file. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** What writes a text. */
    @FunctionalInterface
    public interface Words {
        void write(Writer out) throws IOException;
    }

    /** A file that is being written. Closing it without {@link #commit} takes it away. */
    public final class Whole implements Closeable {

        private final Path target;
        private final Path part;
        private final OutputStream out;
        private boolean done;

        private Whole(Path target, Path part, OutputStream out) {
            this.target = target;
            this.part = part;
            this.out = out;
        }

        /** Unbuffered. */
        public OutputStream out() {
            return out;
        }

        /** Gives the file its name. */
        public void commit() throws IOException {
            out.close();
            replace(part, target);
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

    /** In one step where the system can: at no moment there is neither the old file nor the new one. */
    private static void replace(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A folder that this process holds. Closing it gives it up. */
    public final class Hold implements AutoCloseable {

        private final Path folder;
        private final Runnable giveUp;

        private Hold(Path folder, Runnable giveUp) {
            this.folder = folder;
            this.giveUp = giveUp;
        }

        @Override
        public void close() {
            if (holds.remove(this)) {
                owners.remove(folder);
                folders.clear();
                giveUp.run();
            }
        }
    }

    /** Takes the lock that keeps others away from a folder. */
    @FunctionalInterface
    public interface Lock {

        /** Returns what gives it up again. */
        Runnable take() throws IOException;
    }

    /**
     * Takes a folder for this process, with all folders in it: what others have left there is taken away where this one
     * writes. It is given up when the process is stopped, at the latest: not even in the moment in which the lock is taken does
     * it stay behind.
     *
     * @param owner {@link TemporaryNames#WHOLE_FOLDER}; or which of several jobs this is, in small letters and digits
     */
    public Hold hold(Path folder, String owner, Lock lock) throws IOException {
        Path real = folder.toRealPath();
        beginning.readLock().lock();
        try {
            requireGoingOn();
            Hold hold = new Hold(real, lock.take());
            owners.put(real, owner);
            folders.clear();
            holds.add(hold);
            return hold;
        } finally {
            beginning.readLock().unlock();
        }
    }

    private void requireGoingOn() throws IOException {
        if (stopped || allStopped) {
            throw new IOException("the process is being stopped");
        }
    }

    /**
     * Begins a file; its folder is made if need be.
     *
     * @throws IOException if it can't be written
     */
    public Whole begin(Path file) throws IOException {
        // Through a symbolic link, it is the file behind it that is replaced.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "there is a folder of this name");
        }
        beginning.readLock().lock();
        try {
            requireGoingOn();
            Path folder = target.getParent();
            return opened(target, folder == null ? TemporaryNames.NOBODY : owner(folder));
        } finally {
            beginning.readLock().unlock();
        }
    }

    private Whole opened(Path target, String owner) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Path part = TemporaryNames.beside(target, owner);
            parts.add(part);
            try {
                return new Whole(
                        target,
                        part,
                        Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (IOException e) {
                parts.remove(part);
                // By chance somebody has this very name.
                if (attempt == TRIES || !Files.exists(part)) {
                    throw e;
                }
            }
        }
    }

    private String owner(Path folder) throws IOException {
        String known = folders.get(folder);
        if (known != null) {
            return known;
        }
        Files.createDirectories(folder);
        String owner = TemporaryNames.NOBODY;
        for (Path above = folder.toRealPath(); above != null; above = above.getParent()) {
            String holder = owners.get(above);
            if (holder != null) {
                owner = holder;
                break;
            }
        }
        // Noted only once the folder is there, and swept: another thread may be waiting for it.
        synchronized (folders) {
            if (!owner.equals(TemporaryNames.NOBODY) && !folders.containsKey(folder)) {
                TemporaryNames.sweep(folder, owner);
            }
            folders.put(folder, owner);
        }
        return owner;
    }

    /**
     * Writes a file, or replaces it.
     *
     * @throws StorageException if the disk is full or the place can't be written
     */
    public void write(Path file, Content content) {
        if (InputFile.isPipe(file)) {
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
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            content.write(out);
        } catch (IOException e) {
            throw StorageException.cantWrite(file, e);
        }
    }

    /**
     * The process is being stopped: takes away what is not finished, whoever writes it, then gives up the folders that are held.
     * From now on no file is begun in this process.
     */
    public static void stopAll() {
        // Who is made from here on sees it before a first file.
        allStopped = true;
        List<WholeFiles> writing;
        synchronized (ALL) {
            writing = List.copyOf(ALL);
        }
        writing.forEach(WholeFiles::stop);
    }

    /** Stops one of them. */
    void stop() {
        stopped = true;
        boolean alone = waited();
        try {
            for (Path part : parts) {
                try {
                    Files.deleteIfExists(part);
                } catch (IOException ignored) {
                    // Windows keeps a file that is open: it goes when the next run holds the folder.
                }
            }
            holds.forEach(Hold::close);
        } finally {
            if (alone) {
                beginning.writeLock().unlock();
            }
        }
    }

    /**
     * Replaces a small file of the program's own, in a folder where nobody else writes: the name for the time being is fixed, so
     * that what a killed process left there is gone with the next one. A link of that name is not followed.
     *
     * @param suffix of that name
     */
    public static void renew(Path file, String suffix, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + suffix);
        Files.deleteIfExists(fresh);
        Files.writeString(fresh, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        replace(fresh, file);
    }

    /** Until nobody is in the middle of beginning a file. */
    private boolean waited() {
        try {
            return beginning.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
