package org.inatsounds.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Checks recordings: header, duration, checksum.
 *
 * <pre>{@code
 * spark-submit --class org.inatsounds.cluster.VerifyJob inatsounds-spark.jar --manifest chosen.csv s3a://bucket/recordings -o checked
 * }</pre>
 *
 * <p>The rules are those of {@code inatsounds verify}. {@code docs/cluster.md} has the options and the columns.
 */
public final class VerifyJob {

    static final Set<String> OPTIONS = Set.of();

    private VerifyJob() {}

    /** {@code [INPUT…] -o OUTPUT} and the options of every job. */
    public static void main(String[] args) {
        JobMain.run("verify", args, OPTIONS, VerifyJob::run);
    }

    static JobRun.Outcome run(SparkSession spark, JobOptions options) {
        JobRun job = new JobRun(spark, options, "checks");
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("job", "verify");
        facts.put("schema_version", CheckRows.VERSION);
        JobRun.Outcome outcome = job.run(job.recordings(options.words()), facts, new CheckRows.Settings());
        long problems = spark.read()
                .parquet(outcome.table())
                .where(CheckRows.PROBLEM + " is not null")
                .count();
        return outcome.withProblems((int) problems);
    }

    /**
     * What is wrong with recordings.
     *
     * @param recordings a table that {@link Recordings} made
     * @return a row a recording; {@code problem} is null where nothing is wrong. Of one that can't be read, the column {@code error} says
     *     why
     */
    public static Dataset<Row> checks(Dataset<Row> recordings) {
        return PartTask.apply(recordings, new CheckRows.Settings(), null);
    }
}
