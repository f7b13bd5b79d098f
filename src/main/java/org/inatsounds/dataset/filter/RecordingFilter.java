package org.inatsounds.dataset.filter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.CategoryNames;
import org.inatsounds.dataset.License;
import org.inatsounds.dataset.LicenseGroup;
import org.inatsounds.dataset.Recording;
import org.inatsounds.internal.CanonicalName;
import org.inatsounds.internal.Suggestions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses recordings. May be applied to several splits, one after the other; {@link #requireMatches} then checks that each
 * given name is known in one of them. For one thread.
 */
public final class RecordingFilter {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingFilter.class);
    private static final int NAMED_AT_MOST = 10;

    private final Criteria criteria;
    private final @Nullable SpeciesFile speciesFile;

    /** The field that a name belongs to. */
    private enum Field {
        SUPERCATEGORY("supercategory"),
        TAXON("taxon"),
        LICENSE("license"),
        SPECIES("species-file");

        private final String label;

        Field(String label) {
            this.label = label;
        }
    }

    /** Names, such as {@code Strigidae}, that are unknown so far. */
    private final Map<Field, Set<String>> unmatched = new EnumMap<>(Field.class);

    private final Map<Field, Set<String>> known = new EnumMap<>(Field.class);
    private final Set<SpeciesFile.Entry> missing = new LinkedHashSet<>();

    /**
     * Prepares a choice.
     *
     * @throws UsageException if the criteria contradict each other
     * @throws BadInputException if the species file does not exist, or is not a list
     */
    public RecordingFilter(Criteria criteria) {
        this.criteria = criteria;
        if (!(criteria.minSeconds() >= 0 && criteria.minSeconds() < Double.POSITIVE_INFINITY)) {
            throw new UsageException("min-duration", "expected seconds, 0 or more, got " + criteria.minSeconds());
        }
        if (!(criteria.minSeconds() <= criteria.maxSeconds())) {
            throw new UsageException(
                    "min-duration",
                    "expected at most --max-duration, " + criteria.maxSeconds() + ", got " + criteria.minSeconds());
        }
        if (criteria.maxPerSpecies() < 1) {
            throw new UsageException("max-per-species", "expected 1 or more, got " + criteria.maxPerSpecies());
        }
        Dates.check("since", criteria.since());
        Dates.check("until", criteria.until());
        Dates.checkOrder(criteria.since(), criteria.until());
        speciesFile = criteria.speciesFile() == null ? null : SpeciesFile.read(criteria.speciesFile());
        unmatched.put(Field.SUPERCATEGORY, new LinkedHashSet<>(criteria.supercategories()));
        unmatched.put(Field.TAXON, new LinkedHashSet<>(criteria.taxa()));
        unmatched.put(Field.LICENSE, new LinkedHashSet<>(criteria.licenses()));
        if (speciesFile != null) {
            missing.addAll(speciesFile.entries());
        }
    }

    /**
     * The recordings of a split that match the criteria, in the order of its file.
     *
     * @throws BadInputException if the criteria need species, and the annotations have none
     */
    public List<Recording> apply(Annotations annotations) {
        if (criteria.isEmpty()) {
            return annotations.recordings();
        }
        boolean labelled = annotations.labelled();
        BitSet categories = categories(annotations);
        boolean all = categories.cardinality() == annotations.categories().size();
        if (!labelled && (!all || criteria.maxPerSpecies() < Integer.MAX_VALUE)) {
            throw new BadInputException(
                    "the annotations give no species for the recordings: expected no filter by species");
        }
        Set<Integer> licenses = licenses(annotations);
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < annotations.categories().size(); i++) {
            places.put(annotations.categories().get(i).id(), i);
        }
        List<Recording> chosen = new ArrayList<>();
        for (Recording recording : annotations.recordings()) {
            if (meets(recording, licenses)
                    && (all || categories.get(place(places, annotations.categoryOf(recording))))) {
                chosen.add(recording);
            }
        }
        return criteria.maxPerSpecies() == Integer.MAX_VALUE ? List.copyOf(chosen) : atMost(chosen, annotations);
    }

    private static int place(Map<Integer, Integer> places, Category category) {
        return places.getOrDefault(category.id(), 0);
    }

    private boolean meets(Recording recording, Set<Integer> licenses) {
        BoundingBox box = criteria.box();
        return (box == null || box.has(recording.latitude(), recording.longitude()))
                && (criteria.licenses().isEmpty() || licenses.contains(recording.license()))
                && isBetween(recording.knownDuration())
                && Dates.isWithin(recording.date(), criteria.since(), criteria.until());
    }

    /** An unknown duration is outside all bounds. */
    private boolean isBetween(double seconds) {
        return (criteria.minSeconds() <= 0 && criteria.maxSeconds() == Double.POSITIVE_INFINITY)
                || (seconds >= criteria.minSeconds() && seconds <= criteria.maxSeconds());
    }

    private BitSet categories(Annotations annotations) {
        CategoryNames names = new CategoryNames(annotations);
        int count = annotations.categories().size();
        BitSet chosen = new BitSet();
        chosen.set(0, count);
        if (!criteria.supercategories().isEmpty()) {
            chosen.and(any(
                    Field.SUPERCATEGORY, criteria.supercategories(), names::supercategory, names.supercategories()));
        }
        if (!criteria.taxa().isEmpty()) {
            chosen.and(any(Field.TAXON, criteria.taxa(), names::taxon, names.all()));
        }
        if (speciesFile != null) {
            chosen.and(listed(speciesFile, names));
        }
        if (criteria.evaluatedOnly()) {
            for (int i = 0; i < count; i++) {
                Category category = annotations.categories().get(i);
                Boolean evaluated = category.evaluation();
                // Where the file does not say, the species with a recording are the ones that count: see Category.
                chosen.set(
                        i, chosen.get(i) && (evaluated != null ? evaluated : annotations.recordingCount(category) > 0));
            }
        }
        return chosen;
    }

    private interface Finder {
        @Nullable
        BitSet find(String name);
    }

    private BitSet any(Field field, Collection<String> wanted, Finder finder, Set<String> names) {
        BitSet any = new BitSet();
        for (String name : wanted) {
            BitSet found = found(field.label, name, finder);
            if (found != null) {
                any.or(found);
                unmatched.getOrDefault(field, new HashSet<>()).remove(name);
            }
        }
        known.computeIfAbsent(field, key -> new HashSet<>()).addAll(names);
        return any;
    }

    private static @Nullable BitSet found(String setting, String name, Finder finder) {
        try {
            return finder.find(name);
        } catch (UsageException e) {
            throw new UsageException(setting, String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable BitSet found(SpeciesFile list, SpeciesFile.Entry entry, CategoryNames names) {
        try {
            return names.species(entry.name());
        } catch (UsageException e) {
            throw new BadInputException(list.file() + ":" + entry.line() + ": " + e.getMessage(), e);
        }
    }

    private BitSet listed(SpeciesFile list, CategoryNames names) {
        BitSet any = new BitSet();
        for (SpeciesFile.Entry entry : list.entries()) {
            BitSet found = found(list, entry, names);
            if (found != null) {
                any.or(found);
                missing.remove(entry);
            }
        }
        known.computeIfAbsent(Field.SPECIES, key -> new HashSet<>()).addAll(names.all());
        return any;
    }

    private Set<Integer> licenses(Annotations annotations) {
        Set<Integer> ids = new HashSet<>();
        Set<String> names = new TreeSet<>();
        for (License license : annotations.licenses()) {
            LicenseGroup group = LicenseGroup.of(license);
            names.add(license.name());
            for (String wanted : criteria.licenses()) {
                // A licence that is called as a group need not be of it.
                boolean meant = LicenseGroup.isLabel(wanted)
                        ? group != null && CanonicalName.same(wanted, group.label())
                        : CanonicalName.same(wanted, license.name());
                if (meant) {
                    ids.add(license.id());
                    unmatched.getOrDefault(Field.LICENSE, new HashSet<>()).remove(wanted);
                }
            }
        }
        for (LicenseGroup group : LicenseGroup.values()) {
            names.add(group.label());
            // A group is a name, even where no recording is of it.
            unmatched
                    .getOrDefault(Field.LICENSE, new HashSet<>())
                    .removeIf(wanted -> CanonicalName.same(wanted, group.label()));
        }
        known.computeIfAbsent(Field.LICENSE, key -> new TreeSet<>()).addAll(names);
        return ids;
    }

    private List<Recording> atMost(List<Recording> recordings, Annotations annotations) {
        Map<Integer, List<Recording>> bySpecies = recordings.stream()
                .collect(Collectors.groupingBy(
                        recording -> annotations.categoryOf(recording).id()));
        Set<Recording> kept = new HashSet<>();
        Comparator<Recording> order = Comparator.<Recording>comparingLong(
                        recording -> SeededOrder.rank(recording.fileName(), criteria.seed()))
                .thenComparing(Recording::fileName);
        for (List<Recording> species : bySpecies.values()) {
            species.stream().sorted(order).limit(criteria.maxPerSpecies()).forEach(kept::add);
        }
        return recordings.stream().filter(kept::contains).toList();
    }

    /**
     * To be called after the last split.
     *
     * @throws UsageException if a name of an option is unknown in all of the splits
     * @throws BadInputException if a species of the file is in none of them, and this is not allowed
     */
    public void requireMatches() {
        for (Field field : List.of(Field.SUPERCATEGORY, Field.TAXON, Field.LICENSE)) {
            for (String name : unmatched.getOrDefault(field, Set.of())) {
                Set<String> names = known.getOrDefault(field, Set.of());
                String question = Suggestions.question(name, names);
                throw new UsageException(
                        field.label, "unknown name '" + name + "'" + (question.isEmpty() ? choice(names) : question));
            }
        }
        if (speciesFile != null && !missing.isEmpty()) {
            String message =
                    missing.size() + " of " + speciesFile.entries().size() + " species in " + speciesFile.file()
                            + " are not in the dataset:\n" + lines(known.getOrDefault(Field.SPECIES, Set.of()));
            if (!criteria.allowMissing()) {
                throw new BadInputException(message + "\ncorrect them, or skip them with --allow-missing");
            }
            LOG.warn(message);
        }
    }

    /** All names, if they are few. */
    private static String choice(Set<String> names) {
        return names.isEmpty() || names.size() > NAMED_AT_MOST
                ? ""
                : "; expected " + names.stream().sorted().collect(Collectors.joining(", "));
    }

    private String lines(Set<String> names) {
        String first = missing.stream()
                .limit(NAMED_AT_MOST)
                .map(entry ->
                        "  line " + entry.line() + ": " + entry.name() + Suggestions.question(entry.name(), names))
                .collect(Collectors.joining("\n"));
        int more = missing.size() - NAMED_AT_MOST;
        return more > 0 ? first + "\n  and " + more + " more" : first;
    }
}
