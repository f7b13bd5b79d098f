package org.inatsounds.cli;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;

/** The names of recordings, which come from a file that is not trusted, and become names of files that are written. */
final class FileNames {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private FileNames() {}

    /**
     * Refuses what is not the name of a file in some folder. A way out and in again is refused, too: a split named .. would
     * leave the folder of the subset.
     *
     * @param source where the name comes from, for messages
     * @throws BadInputException if it is none
     */
    static void requirePlain(String name, String source) {
        boolean plain = name.indexOf('/') > 0
                && Stream.of(name.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
                && name.chars().noneMatch(c -> c < ' ' || c == '\\')
                && !DRIVE.matcher(name).matches();
        if (!plain) {
            throw new BadInputException(source + ": expected file names like val/folder/file.wav, got '" + name + "'");
        }
    }
}
