package org.inatsounds.dataset;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inatsounds.UsageException;
import org.inatsounds.internal.CanonicalName;
import org.inatsounds.internal.Synonyms;
import org.jspecify.annotations.Nullable;

/**
 * What the categories of an annotation file may be called, in either case and in any spelling that looks the same: a species by id, scientific name, common name or
 * {@code audio_dir_name}; a taxon by its name at any rank, or by supercategory.
 */
public final class CategoryNames {

    private final Map<String, BitSet> species = new HashMap<>();
    private final Map<String, BitSet> scientific = new HashMap<>();
    private final Map<String, BitSet> taxa = new HashMap<>();
    private final Map<String, BitSet> supercategories = new HashMap<>();
    /** As they are written. */
    private final Set<String> written = new HashSet<>();

    private final Set<String> writtenSupercategories = new HashSet<>();

    /** The names of all categories of some annotations. */
    public CategoryNames(Annotations annotations) {
        List<Category> categories = annotations.categories();
        for (int i = 0; i < categories.size(); i++) {
            Category category = categories.get(i);
            add(species, String.valueOf(category.id()), i);
            add(species, category.name(), i);
            add(scientific, category.name(), i);
            add(species, category.commonName(), i);
            add(species, category.audioDirName(), i);
            for (Rank rank : Rank.values()) {
                if (rank != Rank.SPECIES) {
                    add(taxa, category.name(rank), i);
                }
            }
            add(supercategories, category.supercategory(), i);
            writtenSupercategories.add(category.supercategory());
        }
    }

    static String key(String name) {
        return CanonicalName.key(name);
    }

    private void add(Map<String, BitSet> names, String name, int category) {
        if (!name.isBlank()) {
            written.add(name);
            names.computeIfAbsent(key(name), any -> new BitSet()).set(category);
        }
    }

    /**
     * Positions of the species with a name; null if there is none. Two may share a common name. A scientific name that none has
     * may be another name of a species: see {@link Synonyms}.
     *
     * @throws UsageException when it is another name of several
     */
    @Nullable
    public BitSet species(String name) {
        BitSet found = species.get(key(name));
        return found != null ? found : synonym(name);
    }

    private @Nullable BitSet synonym(String name) {
        BitSet found = new BitSet();
        List<String> names = new ArrayList<>();
        for (String other : Synonyms.of(name)) {
            BitSet category = scientific.get(key(other));
            if (category != null) {
                found.or(category);
                names.add(other);
            }
        }
        if (found.cardinality() > 1) {
            throw new UsageException("'" + name + "' is another name of several species, " + String.join(" and ", names)
                    + ": expected one of these");
        }
        return found.isEmpty() ? null : found;
    }

    /** Positions of all species in a taxon, or of the species with that name; null if nothing is called so. */
    @Nullable
    public BitSet taxon(String name) {
        BitSet found = taxa.get(key(name));
        found = found != null ? found : supercategories.get(key(name));
        return found != null ? found : species(name);
    }

    /** Positions of the species in a supercategory; null if there is none. */
    @Nullable
    public BitSet supercategory(String name) {
        return supercategories.get(key(name));
    }

    /** Every name of a species or taxon, as it is written. */
    public Set<String> all() {
        return Collections.unmodifiableSet(written);
    }

    public Set<String> supercategories() {
        return Collections.unmodifiableSet(writtenSupercategories);
    }
}
