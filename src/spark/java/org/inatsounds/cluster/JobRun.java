package org.inatsounds.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.Quantity;

/**
 * Runs a job in batches, and writes each batch when it is done: {@code OUTPUT/<table>} and {@code OUTPUT/errors}, both Parquet. A run
 * that finds rows of an earlier one leaves those recordings out. {@code OUTPUT/job.json} says how the rows were made.
 */
final class JobRun {

    /** What says how the rows were made. */
    static final String RECORD = "job.json";

    private static final String ERRORS = "errors";

    /** So many recordings of the dataset take minutes on a core: what a batch costs besides is little then. */
    private static final int BATCH_PER_CORE = 512;

    private static final int LEAST_BATCH = 4096;

    /** A task that ends late makes others wait: there are more of them than cores. */
    private static final int TASKS_PER_CORE = 4;

    private static final StructType ERROR_SCHEMA = new StructType()
            .add("path", DataTypes.StringType, true)
            .add("split", DataTypes.StringType, true)
            .add("category_id", DataTypes.IntegerType, true)
            .add("reason", DataTypes.StringType, true);

    private final SparkSession spark;
    private final HadoopFiles files;
    private final JobOptions options;
    private final String table;
    private final String output;

    /**
     * What a job came to.
     *
     * @param table where the rows are
     * @param errors where the reasons of failures are
     * @param recordings how many were asked for
     * @param written how many have rows since now
     * @param present how many had rows, or errors, before
     * @param failed how many of all have errors
     * @param problems how many rows tell of something that is wrong
     */
    record Outcome(String table, String errors, int recordings, int written, int present, int failed, int problems) {

        /** The same where rows tell of problems. */
        Outcome withProblems(int count) {
            return new Outcome(table, errors, recordings, written, present, failed, count);
        }

        boolean well() {
            return failed == 0 && problems == 0;
        }

        String text() {
            return Quantity.count(recordings) + (recordings == 1 ? " recording: " : " recordings: ")
                    + Quantity.count(written) + " written"
                    + (present > 0 ? ", " + Quantity.count(present) + " there before" : "")
                    + (failed > 0 ? ", " + Quantity.count(failed) + " failed (" + errors + " says why)" : "")
                    + (problems > 0 ? ", " + Quantity.count(problems) + (problems == 1 ? " problem" : " problems") : "")
                    + "; " + table;
        }
    }

    /** @param table the name of the folder for the rows */
    JobRun(SparkSession spark, JobOptions options, String table) {
        this.spark = spark;
        this.files = new HadoopFiles(spark.sparkContext().hadoopConfiguration());
        this.options = options;
        this.table = table;
        this.output = options.output();
    }

    /** The recordings that the options name. */
    List<RecordingPart> recordings(List<String> inputs) {
        Recordings recordings = Recordings.of(spark)
                .partBytes(options.get(
                        "--part-size", String.valueOf(Recordings.PART_BYTES), "bytes, such as 32M", JobOptions::bytes));
        inputs.forEach(recordings::add);
        String index = options.get("--index");
        String manifest = options.get("--manifest");
        if (index != null) {
            recordings.index(index);
        }
        if (manifest != null) {
            recordings.manifest(manifest);
        }
        return recordings.find();
    }

    /** A folder of the output. */
    String folder(String name) {
        return HadoopFiles.below(output, name);
    }

    /**
     * Makes the rows that are not there.
     *
     * @param facts everything that the rows depend on
     * @throws UsageException if what is there was made otherwise
     */
    Outcome run(List<RecordingPart> all, Map<String, Object> facts, RowMaker.Factory factory) {
        claim(facts);
        // What tasks of a job left that was killed: Hadoop's committer would take it for the work of this one.
        List.of(table, ERRORS).forEach(each -> files.delete(HadoopFiles.below(folder(each), "_temporary")));
        Set<String> done = paths(table);
        if (options.has("--retry-errors")) {
            files.delete(folder(ERRORS));
        }
        Set<String> failed = paths(ERRORS);
        List<RecordingPart> left = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        for (RecordingPart part : all) {
            part.recordings().forEach(each -> asked.add(each.path()));
            RecordingPart rest = part.only(each -> !done.contains(each.path()) && !failed.contains(each.path()));
            if (!rest.recordings().isEmpty()) {
                left.add(rest);
            }
        }
        int pending = left.stream().mapToInt(part -> part.recordings().size()).sum();
        Map<String, Row> errors = new LinkedHashMap<>();
        int cores = spark.sparkContext().defaultParallelism();
        int size = options.get(
                "--batch",
                String.valueOf(Math.max(LEAST_BATCH, BATCH_PER_CORE * cores)),
                "a number of recordings, at least 1",
                JobOptions::atLeastOne);
        int next = 0;
        while (next < left.size()) {
            int end = next;
            for (int count = 0; end < left.size() && count < size; end++) {
                count += left.get(end).recordings().size();
            }
            batch(left.subList(next, end), factory, TASKS_PER_CORE * cores, errors);
            next = end;
        }
        if (left.isEmpty() && !files.exists(folder(table))) {
            batch(List.of(), factory, 1, errors);
        }
        long before = failed.stream().filter(asked::contains).count();
        return new Outcome(
                folder(table),
                folder(ERRORS),
                asked.size(),
                pending - errors.size(),
                asked.size() - pending,
                (int) before + errors.size(),
                0);
    }

    private void batch(List<RecordingPart> parts, RowMaker.Factory factory, int pieces, Map<String, Row> failed) {
        // A task that ran twice tells its errors twice.
        CollectionAccumulator<Row> errors = spark.sparkContext().collectionAccumulator();
        Dataset<Row> rows = PartTask.apply(Recordings.table(spark, parts, pieces), factory, errors);
        append(rows.drop(RowMaker.ERROR), table);
        Map<String, Row> ofBatch = new LinkedHashMap<>();
        for (Row error : errors.value()) {
            StructType schema = factory.schema();
            String path = error.getString(schema.fieldIndex("path"));
            ofBatch.put(
                    path,
                    RowFactory.create(
                            path,
                            error.get(schema.fieldIndex("split")),
                            error.get(schema.fieldIndex("category_id")),
                            error.get(schema.fieldIndex(RowMaker.ERROR))));
        }
        if (!ofBatch.isEmpty()) {
            append(spark.createDataFrame(List.copyOf(ofBatch.values()), ERROR_SCHEMA).coalesce(1), ERRORS);
        }
        failed.putAll(ofBatch);
    }

    private void append(Dataset<Row> rows, String name) {
        rows.write()
                .mode(SaveMode.Append)
                // A row group is held in memory, and arrays gain nothing from a dictionary.
                .option("parquet.block.size", String.valueOf(32 << 20))
                .option("parquet.enable.dictionary#mel", "false")
                .parquet(folder(name));
    }

    /** The recordings that have rows. */
    private Set<String> paths(String name) {
        String folder = folder(name);
        Set<String> paths = new HashSet<>();
        if (files.exists(folder)) {
            spark.read().parquet(folder).select("path").collectAsList().forEach(row -> paths.add(row.getString(0)));
        }
        return paths;
    }

    private void claim(Map<String, Object> facts) {
        String record = Json.text(facts);
        String place = folder(RECORD);
        String there = files.text(place);
        if (there.isEmpty()) {
            files.write(place, out -> out.write(record.getBytes(StandardCharsets.UTF_8)));
        } else if (!there.equals(record)) {
            throw new UsageException("--output: what is in " + output + " was made otherwise: " + difference(there, record)
                    + "; choose another folder");
        }
    }

    private static String difference(String there, String now) {
        List<String> old = there.lines().toList();
        List<String> current = now.lines().toList();
        for (int i = 0; i < Math.min(old.size(), current.size()); i++) {
            if (!old.get(i).equals(current.get(i))) {
                return line(old.get(i)) + " there, " + line(current.get(i)) + " now";
            }
        }
        return RECORD + " differs";
    }

    private static String line(String json) {
        String line = json.strip();
        return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    }
}
