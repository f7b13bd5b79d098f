package org.inatsounds.evaluation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.GroundTruth.Category;

/** Finds the category that a column speaks of: by id, scientific name, or {@code audio_dir_name}. */
final class CategoryNames {

    private static final String EXPECTED = "expected a category id, scientific name or audio_dir_name";

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

    /**
     * The category of that name.
     *
     * @param place where the name stands, for messages: file, line, column
     * @throws BadInputException when there is none, or more than one
     */
    Category find(String name, String place) {
        if (name.isEmpty()) {
            throw new BadInputException(place + ": a column without a name: " + EXPECTED
                    + " (pandas writes such a column unless told index=False)");
        }
        boolean isId = ID.matcher(name).matches();
        Category category = isId ? byId.get(Integer.parseInt(name)) : byName.get(name);
        if (category == null) {
            throw new BadInputException(place + ": no category is called '" + Quote.shortened(name) + "': " + EXPECTED
                    + " of the annotations"
                    + (name.startsWith("Unnamed: ") ? " (an index of pandas: write the file with index=False)" : ""));
        }
        if (!isId && ambiguous.contains(name)) {
            throw new BadInputException(
                    place + ": several categories are called '" + name + "': name the column by category id");
        }
        return category;
    }
}
