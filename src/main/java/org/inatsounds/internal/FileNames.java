package org.inatsounds.internal;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * Names of files that come from archives, indexes and annotations, which are not trusted, and the paths that are made of them:
 * the one place where that is done.
 *
 * <p>A name has parts joined by {@code /}. Refused are absolute paths, drive letters, backslashes, empty parts, {@code .} and
 * {@code ..}, control and invisible characters, halves of surrogate pairs, bytes that were not UTF-8, parts above 255 bytes, paths
 * above 1,024 bytes or 32 folders, and on Windows what Windows can't hold.
 */
public final class FileNames {

    private static final int MAX_BYTES = 1024;
    private static final int MAX_PART_BYTES = 255;
    private static final int MAX_PARTS = 32;
    private static final int SHOWN = 200;

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern WINDOWS_DEVICE = Pattern.compile(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³])\\s*(\\..*)?", Pattern.CASE_INSENSITIVE);

    private FileNames() {}

    /** A name without what follows its last dot. */
    public static String withoutEnding(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }

    /**
     * What is wrong with a name, such as {@code its path is absolute}; null if nothing is.
     *
     * @param windows whether the disk has Windows' rules: reserved names and characters
     */
    public static @Nullable String fault(String name, boolean windows) {
        String whole = faultOfWhole(name);
        if (whole != null) {
            return whole;
        }
        List<String> parts = List.of(name.split("/", -1));
        if (parts.size() > MAX_PARTS) {
            return String.format(Locale.ROOT, "its path is more than %d folders deep", MAX_PARTS);
        }
        for (String part : parts) {
            String fault = faultOfPart(part, windows);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static @Nullable String faultOfWhole(String name) {
        if (name.isEmpty()) {
            return "its name is empty";
        }
        if (name.startsWith("/")) {
            return "its path is absolute";
        }
        if (DRIVE.matcher(name).matches()) {
            return "its path begins with a drive letter";
        }
        if (bytes(name) > MAX_BYTES) {
            return String.format(Locale.ROOT, "its path is longer than %d bytes", MAX_BYTES);
        }
        int bad = name.codePoints().filter(FileNames::isUnfit).findFirst().orElse(-1);
        return bad < 0 ? null : String.format(Locale.ROOT, "its name holds the character U+%04X", bad);
    }

    private static @Nullable String faultOfPart(String part, boolean windows) {
        if (part.isEmpty()) {
            return "its path has an empty part";
        }
        if (part.equals("..") || part.equals(".")) {
            return String.format(Locale.ROOT, "its path has the part '%s'", part);
        }
        if (bytes(part) > MAX_PART_BYTES) {
            return String.format(Locale.ROOT, "its path has a part longer than %d bytes", MAX_PART_BYTES);
        }
        return windows && isReservedOnWindows(part)
                ? String.format(Locale.ROOT, "Windows can't hold a file named '%s'", part)
                : null;
    }

    private static boolean isReservedOnWindows(String part) {
        return part.endsWith(".")
                || part.endsWith(" ")
                || part.chars().anyMatch(c -> "<>:\"|?*".indexOf(c) >= 0)
                || WINDOWS_DEVICE.matcher(part).matches();
    }

    /** A backslash separates folders on Windows; invisible characters make two names look like one. */
    private static boolean isUnfit(int c) {
        if (c == '\\' || c == 0xFFFD) { // U+FFFD stands for bytes that are not UTF-8.
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Where a file of this name is below a folder; null where it is none that a file there can have. */
    public static @Nullable Path find(Path folder, String name) {
        try {
            return fault(name, File.separatorChar == '\\') == null ? folder.resolve(name) : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /**
     * Where a file of this name is below a folder.
     *
     * @param source where the name comes from, for messages
     * @throws BadInputException if a file there can't have that name
     */
    public static Path within(Path folder, String name, String source) {
        String fault = fault(name, File.separatorChar == '\\');
        if (fault != null) {
            throw refused(name, source, fault);
        }
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw refused(name, source, "this system can't hold it: " + e.getReason() + ". A UTF-8 locale may help");
        }
    }

    /**
     * Refuses what is not the name of a file in some folder, where files will be written under that name.
     *
     * @param source where the name comes from, for messages
     * @throws BadInputException if it is none
     */
    public static Path withinFolder(Path folder, String name, String source) {
        Path file = within(folder, name, source);
        if (name.indexOf('/') < 0) {
            throw refused(name, source, "it is in no folder");
        }
        return file;
    }

    private static BadInputException refused(String name, String source, String fault) {
        return new BadInputException(source + ": expected file names like val/folder/file.wav, got '" + printable(name)
                + "': " + printable(fault));
    }

    /** A name fit for a terminal: hostile ones may hold control characters, or be very long. */
    public static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(SHOWN).forEach(c -> {
            if (isUnfit(c) && c != '\\') {
                text.append(String.format(Locale.ROOT, "\\u{%x}", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return name.codePointCount(0, name.length()) > SHOWN ? text + "…" : text.toString();
    }
}
