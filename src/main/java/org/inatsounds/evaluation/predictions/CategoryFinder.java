package org.inatsounds.evaluation.predictions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.internal.CanonicalName;
import org.inatsounds.internal.Synonyms;
import org.jspecify.annotations.Nullable;

/**
 * Finds the category that a column speaks of: by id ({@code 17} or {@code 17.0}), scientific name, common name or
 * {@code audio_dir_name}, in either case and any Unicode normal form; also {@code Genus_species}, and
 * {@code Genus species_Common name} as BirdNET writes it. A scientific name that no category has may be another
 * name of its species: see {@link Synonyms}.
 */
public final class CategoryFinder {

    private static final String EXPECTED = "expected a category id, scientific name, common name or audio_dir_name";

    private final Map<Long, Category> byId = new HashMap<>();
    private final Map<String, List<Category>> byName = new HashMap<>();
    private final Map<String, List<Category>> byCommonName = new HashMap<>();

    private final LabelMap labels;

    public CategoryFinder(List<Category> categories) {
        this(categories, LabelMap.NONE);
    }

    /**
     * With labels of a model, which win over every other name.
     *
     * @param labels what they mean
     */
    public CategoryFinder(List<Category> categories, LabelMap labels) {
        this.labels = labels;
        for (Category category : categories) {
            byId.put((long) category.id(), category);
            add(byName, category.name(), category);
            add(byName, category.audioDirName(), category);
            add(byCommonName, category.commonName(), category);
        }
    }

    private static void add(Map<String, List<Category>> names, String name, Category category) {
        if (name.isBlank()) {
            return;
        }
        names.merge(
                CanonicalName.key(name),
                List.of(category),
                (some, more) -> some.contains(category) ? some : both(some, category));
    }

    private static List<Category> both(List<Category> some, Category another) {
        return Stream.concat(some.stream(), Stream.of(another)).toList();
    }

    /**
     * The category of that name.
     *
     * @param place where the name stands, for messages: file, line, column
     * @throws BadInputException when there is none, or more than one
     */
    public Category find(String name, String place) {
        if (name.isEmpty()) {
            throw new BadInputException(place + ": a column without a name: " + EXPECTED
                    + " (pandas writes such a column without index=False)");
        }
        LabelMap.Entry label = labels.find(name);
        if (label != null) {
            return withoutLabels(label);
        }
        Match match = match(name);
        List<Category> found = match.categories;
        if (found.isEmpty()) {
            throw new BadInputException(place + ": no category is called '" + Quote.shortened(name) + "': " + EXPECTED
                    + " of the annotations"
                    + (name.startsWith("Unnamed: ") ? " (an index of pandas: write the file with index=False)" : ""));
        }
        if (found.size() > 1) {
            boolean synonym = match.rule == NameRule.SYNONYM;
            throw new BadInputException(place
                    + (synonym ? ": several categories are other names of '" : ": several categories are called '")
                    + Quote.shortened(name) + "', " + described(found.get(0), synonym) + " and "
                    + described(found.get(1), synonym)
                    + " among them: name the column by category id");
        }
        return found.get(0);
    }

    private static String described(Category category, boolean named) {
        return category.id() + (named ? " (" + category.name() + ")" : "");
    }

    /** Whether anything is called so. */
    boolean knows(String name) {
        return labels.find(name) != null || !all(name).isEmpty();
    }

    private Category withoutLabels(LabelMap.Entry label) {
        List<Category> found = all(label.category());
        if (found.size() != 1) {
            throw new BadInputException(label.place() + ": " + (found.isEmpty() ? "no category is" : "several are")
                    + " called '" + Quote.shortened(label.category()) + "': " + EXPECTED + " of the annotations");
        }
        return found.get(0);
    }

    private List<Category> all(String name) {
        return match(name).categories;
    }

    /**
     * What a name may mean, without labels of a model.
     *
     * @param categories none, the one, or several: then it says nothing
     * @param rule by which they were found
     */
    record Match(List<Category> categories, NameRule rule) {

        static Match of(@Nullable List<Category> found, NameRule rule) {
            return new Match(found == null ? List.of() : found, rule);
        }

        boolean isEmpty() {
            return categories.isEmpty();
        }
    }

    /**
     * What a name means, labels of a model first.
     *
     * @throws BadInputException when a label of a model stands for what is no category
     */
    Match meaning(String name) {
        LabelMap.Entry label = labels.find(name);
        return label == null ? match(name) : new Match(List.of(withoutLabels(label)), NameRule.LABEL_MAP);
    }

    /** What a name means: the names of categories go before other names of their species. */
    Match match(String name) {
        long id = Integral.parse(name);
        if (id != Integral.NONE) {
            Category category = byId.get(id);
            return Match.of(category == null ? null : List.of(category), NameRule.ID);
        }
        String key = CanonicalName.key(name);
        if (key.isEmpty()) {
            return Match.of(null, NameRule.SCIENTIFIC);
        }
        List<Category> found = byName.get(key);
        if (found != null) {
            boolean scientific = found.stream()
                    .anyMatch(category -> CanonicalName.key(category.name()).equals(key));
            return Match.of(found, scientific ? NameRule.SCIENTIFIC : NameRule.FOLDER);
        }
        found = byCommonName.get(key);
        if (found != null) {
            return Match.of(found, NameRule.COMMON);
        }
        Match joined = joined(key);
        return joined.isEmpty() ? synonym(key) : joined;
    }

    private Match joined(String key) {
        if (key.indexOf('_') < 0) {
            return Match.of(null, NameRule.BIRDNET);
        }
        List<Category> found = byName.get(key.replace('_', ' '));
        return found != null
                ? Match.of(found, NameRule.SCIENTIFIC)
                : Match.of(byName.get(beforeLine(key)), NameRule.BIRDNET);
    }

    private static String beforeLine(String key) {
        int line = key.indexOf('_');
        return line < 0 ? key : key.substring(0, line).strip();
    }

    /** The categories whose scientific name is another name of the species. */
    private Match synonym(String key) {
        List<String> others = Synonyms.of(key.replace('_', ' '));
        if (others.isEmpty()) {
            others = Synonyms.of(beforeLine(key));
        }
        return Match.of(
                others.stream()
                        .flatMap(other -> byName.getOrDefault(CanonicalName.key(other), List.of()).stream())
                        .distinct()
                        .toList(),
                NameRule.SYNONYM);
    }
}
