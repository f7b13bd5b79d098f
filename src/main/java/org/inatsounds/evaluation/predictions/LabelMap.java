package org.inatsounds.evaluation.predictions;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.inatsounds.BadInputException;
import org.inatsounds.internal.CanonicalName;
import org.inatsounds.internal.ListFile;
import org.jspecify.annotations.Nullable;

/**
 * What the labels of a model mean, from a file of two columns: label and category. A line is CSV, TSV, or has semicolons; a first
 * line {@code label,category} is skipped, and so are lines that begin with {@code #}. Labels are compared as names are: case makes
 * no difference. The category is named in any way that annotations know.
 */
public final class LabelMap {

    /** One without labels. */
    public static final LabelMap NONE = new LabelMap(Map.of());

    private static final String EXPECTED = "two columns, label and category";

    /**
     * What a label means.
     *
     * @param label as it is written in the file
     * @param category as it is written in the file: any name of it
     * @param place file and line, for messages
     */
    public record Entry(String label, String category, String place) {}

    private final Map<String, Entry> entries;

    private LabelMap(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads a file.
     *
     * @throws BadInputException when there is no such file, a line has not two columns, or a label stands there twice with two
     *     meanings
     * @throws org.inatsounds.StorageException when it can't be read
     */
    public static LabelMap read(Path file) {
        Map<String, Entry> entries = new HashMap<>();
        boolean first = true;
        for (ListFile.Line line : ListFile.read(file, EXPECTED)) {
            if (line.text().startsWith("#")) {
                continue;
            }
            Entry entry = entry(line.text(), file + ":" + line.number());
            if (!first || !isHeading(entry)) {
                add(entry, entries);
            }
            first = false;
        }
        if (entries.isEmpty()) {
            throw new BadInputException(file + ": expected " + EXPECTED + ", found no line with them");
        }
        return new LabelMap(entries);
    }

    private static Entry entry(String line, String place) {
        CsvLine.Fields fields = CsvLine.split(line, delimiter(line));
        if (fields.problem() != null) {
            throw new BadInputException(place + ": " + fields.problem());
        }
        if (fields.values().size() != 2) {
            throw new BadInputException(place + ": expected " + EXPECTED + ", got "
                    + fields.values().size() + " (quotes hold commas together)");
        }
        Entry entry = new Entry(fields.values().get(0), fields.values().get(1), place);
        if (CanonicalName.key(entry.label).isEmpty()
                || CanonicalName.key(entry.category).isEmpty()) {
            throw new BadInputException(place + ": expected " + EXPECTED + ", got an empty one");
        }
        return entry;
    }

    private static char delimiter(String line) {
        return line.indexOf('\t') >= 0 ? '\t' : line.indexOf(',') >= 0 ? ',' : ';';
    }

    private static boolean isHeading(Entry entry) {
        return CanonicalName.key(entry.label).equals("label")
                && CanonicalName.key(entry.category).startsWith("category");
    }

    private static void add(Entry entry, Map<String, Entry> entries) {
        Entry other = entries.putIfAbsent(CanonicalName.key(entry.label), entry);
        if (other != null && !CanonicalName.same(other.category, entry.category)) {
            throw new BadInputException(entry.place + ": a second meaning of '" + Quote.shortened(entry.label)
                    + "': expected one, got '" + Quote.shortened(entry.category) + "' and, at " + other.place + ", '"
                    + Quote.shortened(other.category) + "'");
        }
    }

    /** What a label means; null where the file does not say. */
    public @Nullable Entry find(String label) {
        return entries.get(CanonicalName.key(label));
    }

    /** All of them, in no order. */
    Collection<Entry> entries() {
        return entries.values();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }
}
