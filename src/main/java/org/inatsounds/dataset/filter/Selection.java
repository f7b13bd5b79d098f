package org.inatsounds.dataset.filter;

import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.Recording;

/**
 * Some recordings of a split, or all.
 *
 * @param split its name, for example {@code train}
 * @param annotations that the recordings stand in
 * @param recordings those that are meant, in the order of the file
 */
public record Selection(String split, Annotations annotations, List<Recording> recordings) {

    /**
     * Checks that an id means the same species in all of them: only then can they be counted together.
     *
     * @throws BadInputException if it does not
     */
    public static void requireOneRelease(List<Selection> selections) {
        for (int i = 1; i < selections.size(); i++) {
            for (Category category : selections.get(i).annotations.categories()) {
                for (Selection before : selections.subList(0, i)) {
                    Category other = before.annotations.category(category.id());
                    if (other != null && !other.name().equals(category.name())) {
                        throw new BadInputException("category " + category.id() + " is '" + other.name() + "' in "
                                + before.split + " and '" + category.name() + "' in " + selections.get(i).split
                                + "; expected annotations of one release");
                    }
                }
            }
        }
    }
}
