package org.inatsounds.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One species: an element of {@code categories}.
 *
 * @param id unique within the file, and the same in every split of a release
 * @param name scientific name, for example {@code Notopsalta sericea}; never empty
 * @param commonName English name; empty where the file does not say
 * @param supercategory the group of the published table, for example {@code Aves}; empty where the file does not say
 * @param lineage its name at each rank, at {@link Rank#SPECIES} the specific epithet alone; empty where the file does not
 *     say. It has all seven ranks, from the kingdom down
 * @param audioDirName name of the folder with its recordings; empty where the file does not say
 * @param evaluation whether the species counts in the evaluation; null where the file does not say, as in the draft
 *     release, where the species that have a recording in the split are the ones that count
 */
public record Category(
        int id,
        String name,
        String commonName,
        String supercategory,
        Map<Rank, String> lineage,
        String audioDirName,
        @Nullable Boolean evaluation) {

    /** Makes a category. Ranks that the lineage does not name get an empty name. */
    public Category {
        Map<Rank, String> names = new EnumMap<>(Rank.class);
        for (Rank rank : Rank.values()) {
            names.put(rank, lineage.getOrDefault(rank, ""));
        }
        lineage = Collections.unmodifiableMap(names);
    }

    /** The name of its taxon at a rank; at {@link Rank#SPECIES} the whole scientific name, not the epithet alone. */
    public String name(Rank rank) {
        return rank == Rank.SPECIES ? name : lineage.getOrDefault(rank, "");
    }

    /**
     * The names from the kingdom down to a rank; at {@link Rank#SPECIES} the last is the specific epithet, or the scientific
     * name where the file does not say that. Two categories share a taxon when these are equal: a name alone may occur
     * in two branches.
     */
    public List<String> path(Rank rank) {
        List<String> path = new ArrayList<>(lineage.values()).subList(0, rank.depth());
        int last = path.size() - 1;
        if (rank == Rank.SPECIES && path.get(last).isEmpty()) {
            path.set(last, name);
        }
        return List.copyOf(path);
    }
}
