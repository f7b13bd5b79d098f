package org.inatsounds.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.inatsounds.StorageException;
import org.inatsounds.archive.ArchivePosition;
import org.inatsounds.internal.Md5;
import org.jspecify.annotations.Nullable;

/**
 * The last place in an archive from which a stream can go on, and its way to the disk. Thread-safe: when the process is
 * interrupted, another thread saves it.
 */
final class LastPlace {

    private static final long LONGEST_WAIT_SECONDS = 5;

    private long saved;
    private @Nullable ArchivePosition position;
    private @Nullable CompletableFuture<Md5.State> digest;
    private @Nullable Saver saver;

    /** Brings a place to the disk. */
    @FunctionalInterface
    interface Saver {

        /**
         * Writes it.
         *
         * @param digest the MD5 of everything before it
         * @throws StorageException if it can't be written
         */
        void save(ArchivePosition position, Md5.State digest);
    }

    /**
     * Begins.
     *
     * @param start what is saved already, in bytes of the archive
     */
    LastPlace(long start) {
        this.saved = start;
    }

    /** It is safe to go on from here. */
    synchronized void note(ArchivePosition newPosition, CompletableFuture<Md5.State> newDigest, Saver newSaver) {
        position = newPosition;
        digest = newDigest;
        saver = newSaver;
    }

    /** How far the place is beyond what is saved, in bytes of the archive. */
    synchronized long unsaved() {
        return position == null ? 0 : position.gzip().compressedOffset() - saved;
    }

    /** Saves the place; not if the MD5 is still far behind, as after the process was suspended: then the next one will do. */
    synchronized void save() {
        ArchivePosition to = position;
        CompletableFuture<Md5.State> state = digest;
        Saver by = saver;
        if (to == null || state == null || by == null) {
            return;
        }
        try {
            by.save(to, state.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS));
            saved = to.gzip().compressedOffset();
            position = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // What was saved before remains.
        } catch (ExecutionException e) {
            throw new IllegalStateException("a state of the MD5 is always given", e);
        }
    }

    /** The same; what can't be written does not matter. */
    void saveIfPossible() {
        try {
            save();
        } catch (StorageException e) {
            // What was saved before remains.
        }
    }

    private synchronized void forget() {
        position = null;
    }

    /** Until it is closed, the place is saved when the process is interrupted; and on closing, unless all went well. */
    Watch saveWhenStopped() {
        return new Watch();
    }

    /** Sees to the place when it all ends before the end. */
    final class Watch implements AutoCloseable {

        private final Thread hook = new Thread(LastPlace.this::saveIfPossible, "inatsounds-checkpoint");
        private boolean over;

        private Watch() {
            Runtime.getRuntime().addShutdownHook(hook);
        }

        /** The end was reached: there is nothing to go on with. */
        void over() {
            over = true;
        }

        @Override
        public void close() {
            // Whoever is cancelled has a few more milliseconds: an interrupted thread can write no file.
            boolean interrupted = Thread.interrupted();
            if (over) {
                forget();
            } else {
                saveIfPossible();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is being stopped: the hook is at work.
            }
        }
    }
}
