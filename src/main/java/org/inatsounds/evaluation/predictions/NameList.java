package org.inatsounds.evaluation.predictions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inatsounds.internal.CanonicalName;
import org.inatsounds.internal.ListFile;

/**
 * A text file with one name per line.
 *
 * @param heading what its first line calls them; empty when that is a name itself
 * @param entries the names
 */
record NameList(String heading, List<Entry> entries) {

    /** A name, and where it stands: file and line. */
    record Entry(String name, String place) {}

    private static final Set<String> HEADINGS =
            Set.of("category_id", "name", "audio_dir_name", "scientific_name", "common_name");

    /**
     * Reads a list. Blank lines, and blanks around names, are skipped; so is a first line that heads a column, as
     * {@code inatsounds list --format csv} writes it.
     *
     * @throws BadInputException when there is no such file, or it is not UTF-8
     * @throws org.inatsounds.StorageException when it can't be read
     */
    static NameList read(Path file) {
        List<Entry> entries = new ArrayList<>();
        String heading = "";
        for (ListFile.Line line : ListFile.read(file, "one name per line")) {
            if (entries.isEmpty() && heading.isEmpty() && isHeading(line.text())) {
                heading = line.text();
            } else {
                entries.add(new Entry(line.text(), file + ":" + line.number()));
            }
        }
        return new NameList(heading, List.copyOf(entries));
    }

    private static boolean isHeading(String text) {
        return ColumnWords.isRow(text) || HEADINGS.contains(CanonicalName.key(text));
    }

    /** How the names are to be read when they are those of recordings. */
    RowNames rowNames(GroundTruth truth) {
        RowNames.Kind kind = ColumnWords.isRow(heading) ? ColumnWords.kind(heading) : RowNames.Kind.EITHER;
        return new RowNames(truth.recordingNames(), kind);
    }
}
