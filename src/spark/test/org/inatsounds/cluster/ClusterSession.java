package org.inatsounds.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.inatsounds.npy.NpyHeader;
import org.inatsounds.npy.NpyType;

/** A session on a cluster, as a notebook has one: runs jobs on the executors, and reads what they have written. */
final class ClusterSession implements AutoCloseable {

    private final SparkSession spark;

    ClusterSession(SparkCluster cluster) {
        SparkSession.Builder builder =
                SparkSession.builder().master(cluster.url()).appName("tests").config("spark.jars", SparkCluster.jar().toString());
        SparkCluster.SETTINGS.forEach(builder::config);
        spark = builder.getOrCreate();
    }

    /** Runs a job as its {@code main} does. */
    JobRun.Outcome run(JobMain.Job job, Set<String> own, Object... args) {
        String[] words = Stream.of(args).map(String::valueOf).toArray(String[]::new);
        return job.run(spark, JobOptions.read(words, own));
    }

    /** The executors that are lost from now on. */
    List<String> lostExecutors() {
        List<String> lost = new CopyOnWriteArrayList<>();
        spark.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
                lost.add(removed.executorId());
            }
        });
        return lost;
    }

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
