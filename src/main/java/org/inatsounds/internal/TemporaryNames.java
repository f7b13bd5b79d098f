package org.inatsounds.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Names of files that are not finished: {@code .inatsounds-<owner>-<random>.part}. Nobody can know one before, so that no file
 * of the user's has it and no link waits there; they are shorter than any limit of a file system, whatever the final name is.
 * The owner says who may take away what a killed process has left.
 */
public final class TemporaryNames {

    /** Of a process that holds a folder, with everything in it. */
    public static final String WHOLE_FOLDER = "all";

    /** Of a process that holds nothing: who finds such a file can't know whether somebody is still writing it. */
    static final String NOBODY = "one";

    private static final String PREFIX = ".inatsounds-";
    private static final String SUFFIX = ".part";
    private static final int RADIX = 36;
    private static final Pattern NAME = Pattern.compile("\\.inatsounds-([a-z0-9]{1,24})-[a-z0-9]{1,13}\\.part");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TemporaryNames() {}

    /**
     * A new name in the folder of a file. It is to be created with {@code CREATE_NEW}, which follows no link.
     *
     * @param owner small letters and digits
     */
    public static Path beside(Path file, String owner) {
        return file.resolveSibling(next(owner));
    }

    /** A new name in a folder. */
    static Path in(Path folder, String owner) {
        return folder.resolve(next(owner));
    }

    private static String next(String owner) {
        return PREFIX + owner + "-" + Long.toUnsignedString(RANDOM.nextLong(), RADIX) + SUFFIX;
    }

    /** Whether a file has such a name. */
    public static boolean isTemporary(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    /**
     * Takes away what killed processes have left in a folder. Whoever holds the whole folder takes everything, others what is
     * their own. Links stay, and so does what can't be deleted.
     *
     * @param owner who holds the folder now
     */
    public static void sweep(Path folder, String owner) {
        String which = owner.equals(WHOLE_FOLDER) ? "*" : owner;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + which + "-*" + SUFFIX)) {
            for (Path file : left) {
                if (isTemporary(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException ignored) {
            // They take room, and do no harm.
        }
    }
}
