package org.inatsounds.evaluation.predictions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.inatsounds.internal.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * A file with a {@link Prior}, and the lists that say what its rows and columns are.
 *
 * @param threshold what is above it is allowed
 * @param rows null for the list that lies beside it, if there is one
 * @param columns null for the list that lies beside it, if there is one
 */
public record PriorFile(
        Path file,
        double threshold,
        @Nullable Path rows,
        @Nullable Path columns) {

    private static final List<String> MATRIX_ENDINGS = List.of(".npy", ".npy.gz");

    /**
     * Reads it.
     *
     * @param ignored columns of a table that are not looked at
     * @throws org.inatsounds.BadInputException as {@link Prior#read}
     */
    public Prior read(GroundTruth truth, Set<String> ignored, Reading.Watch watch) {
        Predictions.Order order = new Predictions.Order(list(rows, "rows", watch), list(columns, "columns", watch));
        return Prior.read(file, threshold, truth, order, ignored, watch);
    }

    /** What is read, and null for what is not there. */
    public Stream<@Nullable Path> files() {
        return Stream.of(file, rows, columns, beside("rows"), beside("columns"));
    }

    /** The list that was named, else the one beside a matrix. */
    private @Nullable Path list(@Nullable Path named, String what, Reading.Watch watch) {
        Path list = named == null ? beside(what) : null;
        if (list != null) {
            watch.notice().accept(file + ": its " + what + " are as in " + list);
        }
        return named == null ? list : named;
    }

    private @Nullable Path beside(String what) {
        String name = String.valueOf(file.getFileName());
        return MATRIX_ENDINGS.stream()
                .filter(name::endsWith)
                .flatMap(ending -> Stream.of(name.substring(0, name.length() - ending.length()), name))
                .map(stem -> file.resolveSibling(stem + "." + what + ".txt"))
                .filter(list -> Files.isRegularFile(InputFile.found(list)))
                .findFirst()
                .orElse(null);
    }
}
