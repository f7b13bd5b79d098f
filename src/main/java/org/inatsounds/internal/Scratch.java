package org.inatsounds.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.inatsounds.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * Where temporary files are: the folder that {@code TMPDIR} names, as for every Unix program, else the JVM's
 * ({@code java.io.tmpdir}, most often {@code /tmp}). The files have no name from the moment they are there, where the system
 * allows that: whatever happens to the process, they are gone with it.
 */
public final class Scratch {

    /** The variable that names the folder. */
    public static final String VARIABLE = "TMPDIR";

    private static final int TRIES = 10;

    private static volatile @Nullable Path named;

    private Scratch() {}

    /**
     * Sets the folder for this process.
     *
     * @param folder null for the JVM's
     */
    public static void use(@Nullable Path folder) {
        named = folder;
    }

    /** The folder. */
    public static Path folder() {
        Path chosen = named;
        return chosen != null ? chosen : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** A new file there, to be read and written; it is gone when it is closed. */
    public static FileChannel open() throws IOException {
        return open(folder());
    }

    /** The same in another folder. */
    public static FileChannel open(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return FileChannel.open(
                        TemporaryNames.in(folder, TemporaryNames.NOBODY),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
            } catch (FileAlreadyExistsException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /**
     * What to report when a temporary file can't be written.
     *
     * @param what it is for
     * @param folder where it is
     */
    public static StorageException cantWrite(String what, Path folder, IOException cause) {
        String why = !Files.isDirectory(folder) ? "it is no folder" : StorageException.reason(cause);
        return new StorageException(
                what + ": can't write a temporary file in " + folder + ": " + why
                        + (folder.equals(folder())
                                ? ". Free disk space there, or set " + VARIABLE + " to a folder with more."
                                : ". Free disk space there."),
                cause);
    }
}
