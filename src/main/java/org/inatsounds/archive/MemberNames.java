package org.inatsounds.archive;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inatsounds.internal.FileNames;

/**
 * The names in one archive: which are acceptable, and which were seen.
 *
 * <p>Two names that differ only by case or Unicode normal form are refused on every disk, also on one that could hold
 * both: whether an archive is accepted then doesn't depend on where it is unpacked. The dataset has no such names.
 */
final class MemberNames {

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
        String fault = FileNames.fault(name, windows);
        if (fault != null) {
            throw ArchiveFault.refused(fault);
        }
        return List.of(name.split("/", -1));
    }

    private Folder enter(Folder at, String part) throws ArchiveFault {
        String folded = fold(part);
        if (at.files.containsKey(folded)) {
            throw ArchiveFault.refused(
                    String.format(Locale.ROOT, "'%s' is a file earlier in the archive, here a folder", part));
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
            throw ArchiveFault.refused(
                    String.format(Locale.ROOT, "'%s' is a folder earlier in the archive, here a file", part));
        }
        String known = at.files.putIfAbsent(folded, part);
        if (known != null) {
            throw known.equals(part) ? ArchiveFault.refused("an earlier member has this name") : twins(part, known);
        }
        countName();
    }

    private void countName() throws ArchiveFault {
        if (++count > limit) {
            throw ArchiveFault.refused(
                    String.format(Locale.ROOT, "the archive has more than %,d files and folders", limit));
        }
    }

    private static ArchiveFault twins(String part, String known) {
        return ArchiveFault.refused(String.format(
                Locale.ROOT, "'%s' and the earlier '%s' differ only by case or Unicode form", part, known));
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
