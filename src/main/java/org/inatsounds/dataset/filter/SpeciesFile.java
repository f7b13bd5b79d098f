package org.inatsounds.dataset.filter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.internal.ListFile;

/**
 * A list of species, one a line, by any of their names. What follows a {@code #} at the start of a line or after a blank is a
 * comment.
 */
record SpeciesFile(Path file, List<Entry> entries) {

    /** A species as it is named on a line. */
    record Entry(String name, int line) {}

    static SpeciesFile read(Path file) {
        List<Entry> entries = new ArrayList<>();
        for (ListFile.Line line : ListFile.read(file, "species, one per line")) {
            String name = ListFile.stripped(withoutComment(line.text()));
            if (!name.isEmpty()) {
                entries.add(new Entry(name, line.number()));
            }
        }
        if (entries.isEmpty()) {
            throw new BadInputException(file + ": expected species, one per line, found none");
        }
        return new SpeciesFile(file, List.copyOf(entries));
    }

    private static String withoutComment(String line) {
        for (int at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
            if (at == 0 || Character.isWhitespace(line.charAt(at - 1)) || Character.isSpaceChar(line.charAt(at - 1))) {
                return line.substring(0, at);
            }
        }
        return line;
    }
}
