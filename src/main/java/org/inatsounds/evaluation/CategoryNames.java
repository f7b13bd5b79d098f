package org.inatsounds.evaluation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.inatsounds.evaluation.GroundTruth.Category;
import org.jspecify.annotations.Nullable;

/** Finds the category that a column speaks of: by id, scientific name, or {@code audio_dir_name}. */
final class CategoryNames {

    private static final Pattern ID = Pattern.compile("[0-9]{1,9}");

    private final Map<Integer, Category> byId = new HashMap<>();
    private final Map<String, Category> byName = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    CategoryNames(List<Category> categories) {
        for (Category category : categories) {
            byId.put(category.id(), category);
            add(category.name(), category);
            add(category.audioDirName(), category);
        }
    }

    private void add(String name, Category category) {
        Category other = byName.putIfAbsent(name, category);
        if (other != null && other.id() != category.id()) {
            ambiguous.add(name);
        }
    }

    /** The category of that name; null when there is none, or more than one. */
    @Nullable
    Category find(String name) {
        if (ID.matcher(name).matches()) {
            return byId.get(Integer.parseInt(name));
        }
        return name.isEmpty() || ambiguous.contains(name) ? null : byName.get(name);
    }

    /** Whether several categories have that name. */
    boolean isAmbiguous(String name) {
        return ambiguous.contains(name);
    }
}
