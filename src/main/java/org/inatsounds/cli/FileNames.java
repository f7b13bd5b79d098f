package org.inatsounds.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/** The names of recordings, which come from a file that is not trusted, and become names of files that are written. */
final class FileNames {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private FileNames() {}

    /** Where a recording of the data folder is; null when its name leads out of it, or is no path. */
    static @Nullable Path within(Path data, String name) {
        try {
            Path file = data.resolve(name).normalize();
            return file.startsWith(data) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /**
     * Refuses what is not the name of a file in some folder. A way out and in again is refused, too: a split named .. would
     * leave the folder of the subset.
     *
     * @param source where the name comes from, for messages
     * @throws BadInputException if it is none
     */
    static void requirePlain(String name, String source) {
        requireWithin(name, source);
        if (name.indexOf('/') < 0) {
            throw refused(name, source);
        }
    }

    /** The same for the name of a file that is only read: it need not be in a folder. */
    static void requireWithin(String name, String source) {
        boolean within = Stream.of(name.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
                && name.chars().noneMatch(c -> c < ' ' || c == '\\')
                && !DRIVE.matcher(name).matches();
        if (!within) {
            throw refused(name, source);
        }
    }

    private static BadInputException refused(String name, String source) {
        return new BadInputException(source + ": expected file names like val/folder/file.wav, got '" + name + "'");
    }
}
