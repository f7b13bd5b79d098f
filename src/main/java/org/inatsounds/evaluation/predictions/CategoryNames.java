package org.inatsounds.evaluation.predictions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.internal.CanonicalName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the category that a column speaks of: by id ({@code 17} or {@code 17.0}), scientific name, common name or
 * {@code audio_dir_name}, in either case and any Unicode normal form; also {@code Genus_species}, and
 * {@code Genus species_Common name} as BirdNET writes it.
 */
public final class CategoryNames {

    private static final String EXPECTED = "expected a category id, scientific name, common name or audio_dir_name";

    private final Map<Long, Category> byId = new HashMap<>();
    private final Map<String, List<Category>> byName = new HashMap<>();
    private final Map<String, List<Category>> byCommonName = new HashMap<>();

    private final LabelMap labels;

    public CategoryNames(List<Category> categories) {
        this(categories, LabelMap.NONE);
    }

    /**
     * With labels of a model, which win over every other name.
     *
     * @param labels what they mean
     */
    public CategoryNames(List<Category> categories, LabelMap labels) {
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
                    + " (pandas writes such a column unless told index=False)");
        }
        LabelMap.Entry label = labels.find(name);
        if (label != null) {
            return withoutLabels(label);
        }
        List<Category> found = all(name);
        if (found.isEmpty()) {
            throw new BadInputException(place + ": no category is called '" + Quote.shortened(name) + "': " + EXPECTED
                    + " of the annotations"
                    + (name.startsWith("Unnamed: ") ? " (an index of pandas: write the file with index=False)" : ""));
        }
        if (found.size() > 1) {
            throw new BadInputException(place + ": several categories are called '" + Quote.shortened(name) + "', "
                    + found.get(0).id() + " and " + found.get(1).id()
                    + " among them: name the column by category id");
        }
        return found.get(0);
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
        long id = Integral.parse(name);
        if (id != Integral.NONE) {
            Category category = byId.get(id);
            return category == null ? List.of() : List.of(category);
        }
        String key = CanonicalName.key(name);
        if (key.isEmpty()) {
            return List.of();
        }
        List<Category> found = byName.getOrDefault(key, byCommonName.get(key));
        if (found == null && key.indexOf('_') >= 0) {
            found = joined(key);
        }
        return found == null ? List.of() : found;
    }

    private @Nullable List<Category> joined(String key) {
        List<Category> found = byName.get(key.replace('_', ' '));
        return found != null
                ? found
                : byName.get(key.substring(0, key.indexOf('_')).strip());
    }
}
