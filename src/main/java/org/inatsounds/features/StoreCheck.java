package org.inatsounds.features;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.StorageException;
import org.inatsounds.internal.WholeFiles;

/**
 * Tells what keeps one file from being written from what keeps all of them: a name that is too long, a folder in its place, a
 * folder above it that may not be written, from a disk that is full, read-only or broken. The words of the system don't tell,
 * since they are in the user's language; whether another file can be written beside does.
 */
final class StoreCheck {

    /** Shorter than any limit for names. */
    private static final String PROBE = ".inatsounds.try";

    /** A disk that is full still takes very small files, now and then. */
    private static final int PROBE_BYTES = 1 << 16;

    private final WholeFiles files;
    private final Path folder;

    /** @param folder where all files go */
    StoreCheck(WholeFiles files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /**
     * What to throw for a file that could not be written: a {@link DataMismatchException} if others can be, else the failure
     * itself.
     */
    synchronized InatsoundsException judged(StorageException failure) {
        // What goes wrong while bytes are written has no path, and is the disk's.
        boolean one = failure.getCause() instanceof FileSystemException && canWrite();
        return one ? new DataMismatchException(withoutAdvice(failure), failure) : failure;
    }

    private boolean canWrite() {
        try (WholeFiles.Whole probe = files.begin(folder.resolve(PROBE))) {
            probe.out().write(new byte[PROBE_BYTES]);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** There is room, and another folder would not help. */
    private static String withoutAdvice(StorageException failure) {
        String message = String.valueOf(failure.getMessage());
        String reason = failure.getCause() instanceof IOException cause ? ": " + StorageException.reason(cause) : "";
        int at = message.lastIndexOf(reason);
        return at < 0 ? message : message.substring(0, at + reason.length());
    }
}
