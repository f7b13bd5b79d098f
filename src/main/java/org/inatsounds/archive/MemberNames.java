package org.inatsounds.archive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names in one archive: which are acceptable, and which were seen.
 *
 * <p>Two names that differ only by case or Unicode normal form are refused on every disk, also on one that could hold
 * both: whether an archive is accepted then doesn't depend on where it is unpacked. The dataset has no such names.
 */
final class MemberNames {

    private static final int MAX_BYTES = 1024;
    private static final int MAX_PART_BYTES = 255;
    private static final int MAX_PARTS = 32;
    private static final int SHOWN = 200;

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
    private static final Pattern WINDOWS_DEVICE = Pattern.compile(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³])\\s*(\\..*)?", Pattern.CASE_INSENSITIVE);

    private final boolean windows;
    private final int limit;
    private final Folder root = new Folder("");
    private int count;

    /**
     * Names for one archive.
     *
     * @param windows whether the disk has Windows' rules: reserved names and characters
     * @param limit how many files and folders there may be
     */
    MemberNames(boolean windows, int limit) {
        this.windows = windows;
        this.limit = limit;
    }

    /**
     * Takes in a member's name.
     *
     * @param stored as the archive has it
     * @param folder whether the member is a directory
     * @return the parts of its path, at least one for a file; none for a directory that is the root itself
     * @throws ArchiveFault if the name is not acceptable, or clashes with one taken in before
     */
    List<String> admit(String stored, boolean folder) throws ArchiveFault {
        List<String> parts = parts(stored, folder);
        int folders = folder ? parts.size() : parts.size() - 1;
        Folder at = root;
        for (String part : parts.subList(0, folders)) {
            at = enter(at, part);
        }
        if (!folder) {
            addFile(at, parts.get(folders));
        }
        return parts;
    }

    private List<String> parts(String stored, boolean folder) throws ArchiveFault {
        String name = stored;
        while (name.startsWith("./")) {
            name = name.substring(2);
        }
        if (folder && (name.isEmpty() || name.equals(".")) && !stored.isEmpty()) {
            return List.of();
        }
        if (folder && name.endsWith("/") && name.length() > 1) {
            name = name.substring(0, name.length() - 1);
        }
        checkWhole(name);
        List<String> parts = List.of(name.split("/", -1));
        if (parts.size() > MAX_PARTS) {
            throw ArchiveFault.refused("its path is more than %d folders deep".formatted(MAX_PARTS));
        }
        for (String part : parts) {
            checkPart(part);
        }
        return parts;
    }

    private static void checkWhole(String name) throws ArchiveFault {
        if (name.isEmpty()) {
            throw ArchiveFault.refused("its name is empty");
        }
        if (name.startsWith("/")) {
            throw ArchiveFault.refused("its path is absolute");
        }
        if (DRIVE.matcher(name).matches()) {
            throw ArchiveFault.refused("its path begins with a drive letter");
        }
        if (bytes(name) > MAX_BYTES) {
            throw ArchiveFault.refused("its path is longer than %d bytes".formatted(MAX_BYTES));
        }
        int bad =
                name.codePoints().filter(MemberNames::isUnprintable).findFirst().orElse(-1);
        if (bad >= 0) {
            throw ArchiveFault.refused("its name holds the character U+%04X".formatted(bad));
        }
    }

    /** A backslash separates folders on Windows; invisible characters make two names look like one. */
    private static boolean isUnprintable(int c) {
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

    /** A name fit for a terminal: hostile ones may hold control characters, or be very long. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(SHOWN).forEach(c -> {
            if (isUnprintable(c) && c != '\\') {
                text.append("\\u{%x}".formatted(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return name.codePointCount(0, name.length()) > SHOWN ? text + "…" : text.toString();
    }

    private void checkPart(String part) throws ArchiveFault {
        if (part.isEmpty()) {
            throw ArchiveFault.refused("its path has an empty part");
        }
        if (part.equals("..") || part.equals(".")) {
            throw ArchiveFault.refused("its path has the part '%s'".formatted(part));
        }
        if (bytes(part) > MAX_PART_BYTES) {
            throw ArchiveFault.refused("its path has a part longer than %d bytes".formatted(MAX_PART_BYTES));
        }
        if (windows && isReservedOnWindows(part)) {
            throw ArchiveFault.refused("Windows can't hold a file named '%s'".formatted(part));
        }
    }

    private static boolean isReservedOnWindows(String part) {
        return part.endsWith(".")
                || part.endsWith(" ")
                || part.chars().anyMatch(c -> "<>:\"|?*".indexOf(c) >= 0)
                || WINDOWS_DEVICE.matcher(part).matches();
    }

    private Folder enter(Folder at, String part) throws ArchiveFault {
        String folded = fold(part);
        if (at.files.containsKey(folded)) {
            throw ArchiveFault.refused("'%s' is a file earlier in the archive, here a folder".formatted(part));
        }
        Folder known = at.folders.get(folded);
        if (known == null) {
            countName();
            known = new Folder(part);
            at.folders.put(folded, known);
        } else if (!known.name.equals(part)) {
            throw twins(part, known.name);
        }
        return known;
    }

    private void addFile(Folder at, String part) throws ArchiveFault {
        String folded = fold(part);
        if (at.folders.containsKey(folded)) {
            throw ArchiveFault.refused("'%s' is a folder earlier in the archive, here a file".formatted(part));
        }
        String known = at.files.putIfAbsent(folded, part);
        if (known != null) {
            throw known.equals(part) ? ArchiveFault.refused("a member of this name came before") : twins(part, known);
        }
        countName();
    }

    private void countName() throws ArchiveFault {
        if (++count > limit) {
            throw ArchiveFault.refused("the archive has more than %,d files and folders".formatted(limit));
        }
    }

    private static ArchiveFault twins(String part, String known) {
        return ArchiveFault.refused(
                "'%s' and the earlier '%s' differ only by case or Unicode form".formatted(part, known));
    }

    /** The same text for all names that some disk takes for one. Mapped to and fro, as one way misses some pairs. */
    private static String fold(String part) {
        String folded = Normalizer.normalize(part, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        folded = Normalizer.normalize(folded, Normalizer.Form.NFD);
        return folded.equals(part) ? part : folded;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static final class Folder {

        final String name;
        /** By folded name. */
        final Map<String, Folder> folders = new HashMap<>();
        /** From folded name to name. */
        final Map<String, String> files = new HashMap<>();

        Folder(String name) {
            this.name = name;
        }
    }
}
