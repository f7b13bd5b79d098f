package org.inatsounds.model;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the names of a model's classes are.
 *
 * @param listed the names themselves; empty where they are in a file
 * @param file of them; null for whichever is beside the model
 * @param csv whether it is a table, not a list with a name a line
 * @param column of the table; null for the first
 * @param heading whether the first line is no name; a table with a named column has one
 */
record LabelSource(
        List<String> listed,
        @Nullable Path file,
        boolean csv,
        @Nullable String column,
        boolean heading) {

    LabelSource {
        listed = List.copyOf(listed);
    }

    /** A list in a file. */
    static LabelSource of(Path file) {
        return new LabelSource(List.of(), file, false, null, false);
    }
}
