package org.inatsounds.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inatsounds.internal.ListFile;

/** A text file with one name a line. */
final class NameList {

    /** A name, and where it stands: file and line. */
    record Entry(String name, String place) {}

    private static final Set<String> HEADINGS =
            Set.of("file_name", "id", "audio_id", "category_id", "name", "audio_dir_name");

    private NameList() {}

    /**
     * Reads a list. Blank lines, and blanks around names, are skipped; so is a first line that heads a column, as
     * {@code inatsounds list --format csv} writes it.
     *
     * @throws BadInputException when there is no such file, or it is not UTF-8
     * @throws org.inatsounds.StorageException when it can't be read
     */
    static List<Entry> read(Path file) {
        List<Entry> entries = new ArrayList<>();
        for (ListFile.Line line : ListFile.read(file, "one name a line")) {
            boolean heading = entries.isEmpty() && HEADINGS.contains(line.text());
            if (!heading) {
                entries.add(new Entry(line.text(), file + ":" + line.number()));
            }
        }
        return entries;
    }
}
