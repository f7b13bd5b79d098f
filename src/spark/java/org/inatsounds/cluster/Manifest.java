package org.inatsounds.cluster;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * A list of recordings: CSV with a header, as {@code inatsounds list --format csv} and {@code inatsounds subset} write it. It has
 * {@code file_name}; {@code split}, {@code category_id}, {@code duration} (seconds) and {@code sha256} may be there, and else the
 * names tell split and category. Other columns are not looked at.
 */
final class Manifest {

    private static final String NAME = "file_name";

    private Manifest() {}

    /**
     * Its recordings by name, in its order.
     *
     * @throws UsageException if there is no such file
     * @throws BadInputException if it is no such list
     */
    static Map<String, WantedRecording> read(SparkSession spark, String file) {
        Map<String, WantedRecording> recordings = new LinkedHashMap<>();
        for (Row row : rows(spark, file)) {
            String name = text(row, NAME);
            if (name == null || name.isEmpty()) {
                throw new BadInputException(file + ": expected a file_name in each row, got a row without one after "
                        + recordings.size() + " others");
            }
            if (recordings.put(name, recording(row, name, file)) != null) {
                throw new BadInputException(file + ": " + name + " is there twice");
            }
        }
        if (recordings.isEmpty()) {
            throw new BadInputException(file + ": expected recordings, one a row, got none");
        }
        return recordings;
    }

    private static List<Row> rows(SparkSession spark, String file) {
        try {
            Dataset<Row> table = spark.read()
                    .option("header", true)
                    .option("escape", "\"")
                    .option("multiLine", true)
                    .csv(file);
            if (!Arrays.asList(table.columns()).contains(NAME)) {
                throw new BadInputException(file + ": expected a CSV with the column file_name, got "
                        + String.join(", ", table.columns()));
            }
            return table.collectAsList();
        } catch (Exception e) {
            // Scala declares no exceptions, and throws this checked one.
            if (e instanceof AnalysisException) {
                throw new UsageException("--manifest: " + file + ": no such file", e);
            }
            throw e;
        }
    }

    private static WantedRecording recording(Row row, String name, String file) {
        WantedRecording known = WantedRecording.of(name);
        String split = text(row, "split");
        String category = text(row, "category_id");
        String duration = text(row, "duration");
        String sha256 = text(row, "sha256");
        try {
            return new WantedRecording(
                    name,
                    split == null ? known.split() : split,
                    category == null ? known.categoryId() : Integer.valueOf(category),
                    0,
                    0,
                    duration == null ? Double.NaN : Double.parseDouble(duration),
                    sha256 == null ? "" : sha256);
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    file + ": " + name + ": expected numbers as category_id and duration, got '" + category + "' and '"
                            + duration + "'",
                    e);
        }
    }

    private static @Nullable String text(Row row, String column) {
        return Arrays.asList(row.schema().fieldNames()).contains(column) ? row.getAs(column) : null;
    }

    /** The folder in which the recordings of a list lie. */
    static String folder(String file) {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "." : file.substring(0, Math.max(1, slash));
    }
}
