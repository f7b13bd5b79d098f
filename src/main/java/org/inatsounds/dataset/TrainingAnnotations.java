package org.inatsounds.dataset;

import java.nio.file.Path;
import org.inatsounds.BadInputException;

/** The annotations of the training split, beside those of a split that is evaluated. */
public final class TrainingAnnotations {

    private TrainingAnnotations() {}

    /**
     * Reads them.
     *
     * @param truth of the split that is evaluated
     * @throws BadInputException when they have no labels, or are of another release: an id is of another species
     */
    public static Annotations read(Path file, Annotations truth) {
        Annotations train = AnnotationFile.of(file).read();
        if (!train.labelled()) {
            throw new BadInputException(
                    file + ": it gives no species for the recordings (no annotations): nothing to count");
        }
        for (Category category : truth.categories()) {
            Category there = train.category(category.id());
            if (there != null && !there.name().equals(category.name())) {
                throw new BadInputException(file + ": expected the same categories as in the split that is"
                        + " evaluated, where " + category.id() + " is '" + category.name() + "', got '" + there.name()
                        + "'; use the file of the same release");
            }
        }
        return train;
    }
}
