package org.inatsounds.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.report.PerClassCsv;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an evaluation tells beyond the metrics. */
final class DetailOptions {

    @Option(
            names = "--per-class",
            paramLabel = "FILE",
            description = "Also write the results class by class to this file, as CSV.")
    private @Nullable Path perClass;

    @Option(
            names = "--train-annotations",
            paramLabel = "FILE",
            description =
                    "With --per-class: the training split's annotations, to add how many recordings a class has there.")
    private @Nullable Path trainAnnotations;

    @Option(
            names = "--confusions",
            paramLabel = "N",
            description = "Name the N pairs of species of which one was most often taken for the other.")
    private @Nullable Integer confusions;

    /** Checks before work begins that the options make sense, and that the file will have a place. */
    void check() {
        if (confusions != null && confusions < 1) {
            throw new UsageException("--confusions: expected at least 1, got " + confusions);
        }
        if (trainAnnotations != null && perClass == null) {
            throw new UsageException(
                    "--train-annotations: expected --per-class with it, got none: it adds a column there");
        }
        ResultFile.check("--per-class", perClass);
    }

    /**
     * Checks before work begins that the results by class do not replace what they are made from, nor the other result.
     *
     * @throws org.inatsounds.UsageException when they would
     */
    void requireOther(@Nullable Path result, @Nullable Path... inputs) {
        ResultFile.requireOther("--per-class", perClass, inputs);
        if (perClass != null && result != null && ResultFile.isSame(perClass, result)) {
            throw new UsageException("--per-class: expected another file than --output, got " + perClass + " for both");
        }
    }

    /** Where the results by class go; null when they are not wanted. */
    @Nullable
    Path perClass() {
        return perClass;
    }

    /** How many pairs to name; 0 for none. */
    int confusions() {
        return confusions == null ? 0 : confusions;
    }

    /**
     * Where the annotations of the training split are read; null when they are not wanted.
     *
     * @param data the data folder
     */
    @Nullable
    Path trainFile(Path data) {
        return trainAnnotations == null ? null : found(trainAnnotations, data);
    }

    /** A file where it is said to be, else in the data folder. */
    static Path found(Path named, Path data) {
        Path inData = data.resolve(named);
        return Files.exists(named) || Files.notExists(inData) ? named : inData;
    }

    /**
     * Reads the annotations of the training split.
     *
     * @param truth of the split that is evaluated
     * @throws BadInputException when they have no labels, or are of another release: an id is of another species
     */
    static Annotations train(Path file, Annotations truth) {
        Annotations train = AnnotationReader.read(file);
        if (!train.labelled()) {
            throw new BadInputException(
                    file + ": it does not say of what the recordings are (no annotations): nothing to count");
        }
        for (Category category : truth.categories()) {
            Category there = train.category(category.id());
            if (there != null && !there.name().equals(category.name())) {
                throw new BadInputException(file + ": expected the same categories as in the split that is"
                        + " evaluated, where " + category.id() + " is '" + category.name() + "', got '" + there.name()
                        + "'; take the file of the same release");
            }
        }
        return train;
    }

    /** Writes the results by class, when that is wanted. */
    void write(Session session, Evaluation evaluation, Annotations truth, @Nullable Annotations train) {
        if (perClass != null) {
            ResultFile.write(session, perClass, out -> PerClassCsv.write(evaluation, truth, train, out));
        }
    }
}
