package org.inatsounds.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Suggestions;

/**
 * The columns that a list may have, and those that it has where nothing else is asked for.
 *
 * @param <T> what a row is about
 */
public record Columns<T>(List<Column<T>> all, List<String> usual) {

    /** The name that stands for all of them. */
    public static final String ALL = "all";

    /** Their names. */
    public List<String> names() {
        return all.stream().map(Column::name).toList();
    }

    /**
     * Those that are asked for, in that order.
     *
     * @param names of columns, {@link #ALL}, or none for the usual ones
     * @throws UsageException if there is no such column, or it is named twice
     */
    public List<Column<T>> chosen(List<String> names) {
        if (names.equals(List.of(ALL))) {
            return all;
        }
        List<Column<T>> chosen = new ArrayList<>();
        for (String name : names.isEmpty() ? usual : names) {
            Column<T> column = find(name.strip());
            if (chosen.contains(column)) {
                throw new UsageException("columns", "expected each column once, got '" + column.name() + "' twice");
            }
            chosen.add(column);
        }
        return List.copyOf(chosen);
    }

    /** Some names differ from those that other tools use for the same. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "scientific_name", "name",
            "species", "name",
            "license_name", "license",
            "lat", "latitude",
            "lon", "longitude",
            "hash", "sha256");

    private Column<T> find(String name) {
        Optional<Column<T>> found = all.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        String meant = OTHERWISE.get(name);
        String question = meant != null && names().contains(meant)
                ? Suggestions.question(List.of(meant))
                : Suggestions.question(name, names());
        throw new UsageException(
                "columns",
                "there is no column '" + name + "'" + question + "\nthere are " + String.join(", ", names()));
    }
}
