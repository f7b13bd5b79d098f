package org.inatsounds.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.internal.InputFile;
import org.jspecify.annotations.Nullable;

/** The annotations of the training split, beside those of a split that is evaluated. */
public final class TrainingAnnotations {

    private TrainingAnnotations() {}

    /** A file where it is said to be, else in the data folder. */
    public static Path find(Path named, Path data) {
        Path inData = data.resolve(named);
        return Files.exists(named) || Files.notExists(inData) ? named : InputFile.found(inData);
    }

    /** Those in the data folder; null if there are none. */
    public static @Nullable Path find(Path data) {
        Path there = data.resolve(Split.TRAIN + ".json");
        return Files.isRegularFile(there) ? there : null;
    }

    /** Reads them where they can be used; otherwise a warning says why not. */
    public static @Nullable Annotations readIfUsable(Path file, Annotations truth, Listener listener) {
        try {
            return read(file, truth);
        } catch (BadInputException | DataMismatchException e) {
            listener.warn("left out the number of training recordings: " + e.getMessage());
            return null;
        }
    }

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
