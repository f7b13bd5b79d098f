package org.inatsounds.evaluation.predictions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.inatsounds.BadInputException;
import org.inatsounds.internal.CanonicalName;
import org.inatsounds.internal.ListFile;

/**
 * The labels of a model as they come with it: one a line, perhaps under a heading, or a column of a table.
 *
 * @param heading the line, or the name of the column, above the labels; empty when there is none
 * @param labels at least one
 */
record LabelList(String heading, List<Label> labels) {

    private static final String EXPECTED =
            "labels, one per line, or a table whose first line says which column has them";

    /** Columns that hold labels, the more telling first: a table may have the name of a species in two languages. */
    private static final List<String> COLUMNS = List.of(
            "label",
            "labels",
            "category_id",
            "scientific_name",
            "scientific name",
            "sci_name",
            "audio_dir_name",
            "name",
            "species",
            "category",
            "class",
            "common_name",
            "common name",
            "com_name");

    /** A word with a digit in it: the labels of Perch v2 stand under {@code inat2024_fsd50k}. */
    private static final Pattern TAG = Pattern.compile("[a-z][a-z_-]*[0-9][a-z0-9_-]*");

    private static final Set<String> FIRST_LINES = Set.copyOf(COLUMNS);

    /**
     * A label.
     *
     * @param text as it is written, without quotes and without blanks around it
     * @param line where it stands, from 1
     */
    record Label(String text, int line) {}

    /**
     * Takes lines apart. Those that begin with {@code #} are left out.
     *
     * @param file for messages
     * @throws BadInputException when there is no label, or a line of a table has not as many columns as the first
     */
    static LabelList of(List<ListFile.Line> all, String file, CategoryFinder names) {
        List<ListFile.Line> lines =
                all.stream().filter(line -> !line.text().startsWith("#")).toList();
        if (lines.isEmpty()) {
            throw new BadInputException(file + ": expected " + EXPECTED + ", got none");
        }
        String first = lines.get(0).text();
        char delimiter = delimiter(first);
        int column = column(CsvLine.split(first, delimiter));
        LabelList list = column < 0 ? plain(lines, names) : table(lines, delimiter, column, file);
        if (list.labels.isEmpty()) {
            throw new BadInputException(file + ": expected " + EXPECTED + ", got a heading only");
        }
        return list;
    }

    /**
     * Reads the lines of a file.
     *
     * @throws BadInputException when there is no such file, or it is no list
     * @throws org.inatsounds.StorageException when it can't be read
     */
    static List<ListFile.Line> lines(Path file) {
        return ListFile.read(file, EXPECTED);
    }

    private static char delimiter(String line) {
        return line.indexOf('\t') >= 0 ? '\t' : line.indexOf(';') >= 0 ? ';' : ',';
    }

    /** The column of the labels in a table; -1 when a line is no heading of one. */
    private static int column(CsvLine.Fields heading) {
        List<String> keys = heading.values().stream().map(CanonicalName::key).toList();
        if (heading.problem() != null || keys.size() < 2) {
            return -1;
        }
        return COLUMNS.stream()
                .filter(keys::contains)
                .findFirst()
                .map(keys::indexOf)
                .orElse(-1);
    }

    private static LabelList plain(List<ListFile.Line> lines, CategoryFinder names) {
        String first = label(lines.get(0)).text;
        boolean headed = !names.knows(first)
                && (FIRST_LINES.contains(CanonicalName.key(first))
                        || TAG.matcher(first).matches());
        return new LabelList(
                headed ? first : "",
                lines.stream().skip(headed ? 1 : 0).map(LabelList::label).toList());
    }

    /** A line as a label. Quotes are those of a CSV file with one column. */
    private static Label label(ListFile.Line line) {
        String text = line.text();
        if (text.startsWith("\"")) {
            CsvLine.Fields fields = CsvLine.split(text, ',');
            if (fields.problem() == null && fields.values().size() == 1) {
                text = fields.values().get(0);
            }
        }
        return new Label(text, line.number());
    }

    private static LabelList table(List<ListFile.Line> lines, char delimiter, int column, String file) {
        List<String> heading = CsvLine.split(lines.get(0).text(), delimiter).values();
        List<Label> labels = new ArrayList<>();
        for (ListFile.Line line : lines.subList(1, lines.size())) {
            CsvLine.Fields fields = CsvLine.split(line.text(), delimiter);
            if (fields.problem() != null) {
                throw new BadInputException(file + ":" + line.number() + ": " + fields.problem());
            }
            if (fields.values().size() != heading.size()) {
                throw new BadInputException(
                        file + ":" + line.number() + ": expected " + heading.size() + " columns as in the header, got "
                                + fields.values().size() + " (quotes hold commas together)");
            }
            labels.add(new Label(fields.values().get(column), line.number()));
        }
        return new LabelList(heading.get(column), List.copyOf(labels));
    }
}
