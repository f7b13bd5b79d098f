package org.inatsounds.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import org.inatsounds.release.Catalogue.Archive;
import org.jspecify.annotations.Nullable;

/** Which recordings of an archive were asked for, where that was never all of them: one a line, after a line that says of what. */
public final class ChosenList {

    private static final String MAGIC = "inatsounds-chosen 1\t";

    private ChosenList() {}

    /** Null if nothing was asked for, or if the list can't be read. */
    public static @Nullable Set<String> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        if (!text.startsWith(MAGIC) || end < 0 || !text.endsWith("\n")) {
            return null;
        }
        return new TreeSet<>(text.substring(end + 1).lines().toList());
    }

    /** Adds to what was asked for before. */
    public static void add(Path file, Archive archive, Set<String> names) throws IOException {
        Set<String> all = new TreeSet<>(names);
        Set<String> before = read(file);
        if (before != null) {
            all.addAll(before);
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        StringBuilder text = new StringBuilder(MAGIC + archive.md5() + "\n");
        all.forEach(name -> text.append(name).append('\n'));
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
