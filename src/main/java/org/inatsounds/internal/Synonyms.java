package org.inatsounds.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scientific names that mean one species in lists of different years: {@code Accipiter cooperii} and {@code Astur cooperii}. The
 * table is a resource, {@code synonyms.csv}, which says when it was made and from what. It has species only: a genus is never
 * another name of a genus.
 */
public final class Synonyms {

    /** A row of the table. */
    record Row(String oldName, String newName, String source) {}

    private static final int COLUMNS = 3;

    /** Read when the first name needs it. */
    private static final class Table {
        static final Map<String, Set<String>> NAMES = names(rows());
    }

    private Synonyms() {}

    /**
     * The other names of a species, as the table writes them; none most often.
     *
     * @param name a scientific name; case makes no difference
     */
    public static List<String> of(String name) {
        String key = CanonicalName.key(name);
        return Table.NAMES.getOrDefault(key, Set.of()).stream()
                .filter(other -> !CanonicalName.key(other).equals(key))
                .toList();
    }

    /** The table. */
    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = Synonyms.class.getResourceAsStream("synonyms.csv")) {
            for (ListFile.Line line : ListFile.read(in, "synonyms.csv", "old name, new name, source")) {
                if (!line.text().startsWith("#")) {
                    String[] fields = line.text().split(",", COLUMNS);
                    rows.add(new Row(fields[0], fields[1], fields[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.subList(1, rows.size());
    }

    /** Every name with all names of its species: a name may have changed more than once. */
    private static Map<String, Set<String>> names(List<Row> rows) {
        Map<String, Set<String>> names = new HashMap<>();
        for (Row row : rows) {
            Set<String> both = new LinkedHashSet<>();
            for (String name : List.of(row.oldName, row.newName)) {
                both.addAll(names.getOrDefault(CanonicalName.key(name), Set.of(name)));
            }
            both.forEach(name -> names.put(CanonicalName.key(name), both));
        }
        return names;
    }
}
