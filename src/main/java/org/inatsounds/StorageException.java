package org.inatsounds;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The disk is full, or a place can't be read or written. */
public final class StorageException extends InatsoundsException {

    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        this(message, null);
    }

    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A file or folder could not be written: says why, how much room there is, and what to do. */
    public static StorageException cantWrite(Path path, IOException cause) {
        String reason = reason(cause);
        boolean barred = cause instanceof AccessDeniedException || reason.startsWith("Read-only");
        String rest = barred
                ? ". Choose another folder."
                : room(path) + ". Free disk space, or choose another folder, and run the same command again.";
        return new StorageException("can't write " + path + ": " + reason + rest, cause);
    }

    /** Why a file or folder could not be written, for people. */
    public static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "its folder does not exist, and can't be created";
        }
        if (cause instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
            return "a part of its path is not a folder";
        }
        return systemsWords(cause);
    }

    /** Why a file that is there could not be read, for people. */
    public static String whyUnread(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        return cause instanceof AccessDeniedException ? "permission denied" : systemsWords(cause);
    }

    private static String systemsWords(IOException cause) {
        // The message of a FileSystemException repeats the path.
        String reason = cause instanceof FileSystemException storage ? storage.getReason() : cause.getMessage();
        return reason == null || reason.isBlank() ? "input/output error" : reason;
    }

    private static String room(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        try {
            return folder == null || !Files.exists(folder)
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            " (%,d bytes free)",
                            Files.getFileStore(folder).getUsableSpace());
        } catch (IOException ignored) {
            // Then the message goes without the number.
            return "";
        }
    }
}
