package org.inatsounds.evaluation.predictions;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.inatsounds.internal.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * What says what the rows and columns of a matrix are: lists that are named, else lists that lie beside it ({@code X.rows.txt} and
 * {@code X.columns.txt} beside {@code X.npy}), else the annotations.
 *
 * @param order with the lists
 * @param rowsBeside whether the list of rows was found, and not named
 * @param columnsBeside the same of columns
 */
record MatrixLists(Predictions.Order order, boolean rowsBeside, boolean columnsBeside) {

    private static final Pattern SUFFIX = Pattern.compile("(\\.npy|\\.npz)?(\\.gz|\\.bz2)?$", Pattern.CASE_INSENSITIVE);

    /** Looks beside a file for what is not named. */
    static MatrixLists of(String file, Predictions.Order order) {
        Path rows = order.rows() == null ? beside(file, ".rows.txt") : null;
        Path columns = order.columns() == null ? beside(file, ".columns.txt") : null;
        Predictions.Order found = new Predictions.Order(
                rows == null ? order.rows() : rows,
                columns == null ? order.columns() : columns,
                order.ofAnother(),
                order.labels());
        return new MatrixLists(found, rows != null, columns != null);
    }

    private static @Nullable Path beside(String file, String suffix) {
        try {
            // Standard input has a name, too, but is no file that anything could lie beside.
            Path list = Path.of(SUFFIX.matcher(file).replaceFirst("") + suffix);
            return Files.isRegularFile(Path.of(file)) && Files.exists(list) ? InputFile.found(list) : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /**
     * Which order of rows and columns is assumed, for people.
     *
     * @param count how many columns there are
     */
    String said(GroundTruth truth, long count) {
        Path rows = order.rows();
        Path columns = order.columns();
        return "rows are "
                + (rows == null ? "in the order of the annotations" : "as " + rows + " lists them" + found(rowsBeside))
                + ", columns "
                + (columns == null
                        ? "by ascending category id (" + which(truth, count) + ")"
                        : "as " + columns + " lists them" + found(columnsBeside));
    }

    private static String found(boolean beside) {
        return beside ? " (it lies beside the matrix)" : "";
    }

    private static String which(GroundTruth truth, long count) {
        if (count == truth.categories().size()) {
            return "all " + count + " categories";
        }
        return "the " + count + " categories "
                + (count == truth.withRecordings().size() ? "with recordings" : "marked as evaluated");
    }
}
