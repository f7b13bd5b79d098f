package org.inatsounds.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.inatsounds.npy.NpyHeader;
import org.inatsounds.npy.NpyType;

/** Reads what jobs have written, in this process. */
final class FeatureTable implements AutoCloseable {

    private final SparkSession spark = SparkSession.builder()
            .master("local[1]")
            .appName("tests")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 1)
            .getOrCreate();

    SparkSession spark() {
        return spark;
    }

    List<Row> rows(Path folder) {
        return Files.exists(folder) ? spark.read().parquet(folder.toString()).collectAsList() : List.of();
    }

    /** Each recording's array as a {@code .npy} file, by the name of that file. */
    Map<String, byte[]> arrays(Path folder) {
        Map<String, byte[]> arrays = new TreeMap<>();
        for (Row row : rows(folder)) {
            String path = row.getAs("path");
            List<Integer> shape = row.getList(row.fieldIndex("shape"));
            NpyType type = row.getAs("dtype").equals("uint8") ? NpyType.UINT8 : NpyType.FLOAT32;
            long[] lengths = shape.stream().mapToLong(Integer::longValue).toArray();
            ByteArrayOutputStream npy = new ByteArrayOutputStream();
            npy.writeBytes(NpyHeader.of(type, ByteOrder.LITTLE_ENDIAN, lengths).bytesInCOrder());
            npy.writeBytes(row.getAs("mel"));
            byte[] before = arrays.put(path.substring(0, path.lastIndexOf('.')) + ".npy", npy.toByteArray());
            if (before != null) {
                throw new AssertionError(path + " is there twice");
            }
        }
        return arrays;
    }

    /** Why recordings have no row, by their names. */
    Map<String, String> errors(Path output) {
        Map<String, String> errors = new TreeMap<>();
        for (Row row : rows(output.resolve("errors"))) {
            errors.put(row.getAs("path"), row.getAs("reason"));
        }
        return errors;
    }

    @Override
    public void close() {
        spark.stop();
    }
}
