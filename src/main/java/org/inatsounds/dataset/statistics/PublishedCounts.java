package org.inatsounds.dataset.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inatsounds.dataset.Annotations;

/**
 * The table of species and recordings that the authors published with release 2024. Whoever has all of the release counts the
 * same.
 */
public final class PublishedCounts {

    /** The name of the release. */
    public static final String RELEASE = "2024";

    private static final int TRAIN_SPECIES = 5569;
    private static final int EVALUATED_SPECIES = 1212;

    private record Row(int trainSpecies, int trainRecordings, int species, int valRecordings, int testRecordings) {

        static final Row NONE = new Row(0, 0, 0, 0, 0);

        int recordings(String split) {
            return split.equals("train") ? trainRecordings : split.equals("val") ? valRecordings : testRecordings;
        }

        int species(String split) {
            return split.equals("train") ? trainSpecies : species;
        }
    }

    /** See the README of the dataset, https://github.com/visipedia/inat_sounds. */
    private static final Map<String, Row> TABLE = new LinkedHashMap<>();

    static {
        TABLE.put("Aves", new Row(3846, 111_029, 939, 37_597, 41_036));
        TABLE.put("Insecta", new Row(745, 10_080, 111, 3_065, 3_305));
        TABLE.put("Amphibia", new Row(650, 13_183, 118, 4_004, 4_081));
        TABLE.put("Mammalia", new Row(296, 2_566, 41, 983, 1_073));
        TABLE.put("Reptilia", new Row(32, 154, 3, 49, 32));
    }

    /** Supercategories in the order of the table; others follow by name. */
    public static final Comparator<String> ORDER = Comparator.comparingInt((String name) -> {
                int place = List.copyOf(TABLE.keySet()).indexOf(name);
                return place < 0 ? TABLE.size() : place;
            })
            .thenComparing(Comparator.naturalOrder());

    /**
     * A number that is not as published.
     *
     * @param split its name
     * @param supercategory its name; empty where the file does not say
     * @param of {@code recordings} or {@code species}
     * @param published the number in the table
     * @param counted the number here
     */
    public record Difference(String split, String supercategory, String of, int published, int counted) {}

    private PublishedCounts() {}

    /**
     * Whether the table is about a split: it is one of the three, labelled, and has as many categories as the release. Those of
     * a part of the dataset, or of another release, have other numbers of species.
     */
    public static boolean isAbout(String split, Annotations annotations) {
        int categories = annotations.categories().size();
        return Set.of("train", "val", "test").contains(split)
                && annotations.labelled()
                && (categories == TRAIN_SPECIES || categories == EVALUATED_SPECIES);
    }

    /** How many recordings a published split has; 0 for what is none. */
    public static int recordings(String split) {
        return Set.of("train", "val", "test").contains(split)
                ? TABLE.values().stream().mapToInt(row -> row.recordings(split)).sum()
                : 0;
    }

    /** How many species a published split has. */
    public static int species(String split) {
        return split.equals("train") ? TRAIN_SPECIES : EVALUATED_SPECIES;
    }

    /** Where all recordings of a split differ from the table; nowhere, if they are the published ones. */
    public static List<Difference> differences(String split, Statistics counted) {
        Set<String> names = new LinkedHashSet<>(TABLE.keySet());
        names.addAll(counted.supercategories().keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            Row row = TABLE.getOrDefault(name, Row.NONE);
            Statistics.Group group = counted.supercategories().getOrDefault(name, new Statistics.Group(0, 0, 0));
            if (group.recordings() != row.recordings(split)) {
                differences.add(new Difference(split, name, "recordings", row.recordings(split), group.recordings()));
            }
            if (group.species() != row.species(split)) {
                differences.add(new Difference(split, name, "species", row.species(split), group.species()));
            }
        }
        return List.copyOf(differences);
    }
}
