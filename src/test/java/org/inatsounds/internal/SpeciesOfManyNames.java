package org.inatsounds.internal;

import java.util.ArrayList;
import java.util.List;

/** A species of the table that has three names or more. */
public final class SpeciesOfManyNames {

    private SpeciesOfManyNames() {}

    /** Its names. */
    public static List<String> any() {
        return Synonyms.rows().stream()
                .map(row -> {
                    List<String> names = new ArrayList<>(List.of(row.oldName()));
                    names.addAll(Synonyms.of(row.oldName()));
                    return names;
                })
                .filter(names -> names.size() > 2)
                .findFirst()
                .orElseThrow();
    }
}
