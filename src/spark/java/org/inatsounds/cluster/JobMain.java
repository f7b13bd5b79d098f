package org.inatsounds.cluster;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.inatsounds.BadInputException;
import org.inatsounds.CancelledException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Listener;
import org.inatsounds.NetworkException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.jspecify.annotations.Nullable;

/** Runs a job as the whole of a process, and ends it with an exit code of the command line. */
final class JobMain {

    private static final int DEFECT = 1;
    private static final int MISMATCH = 3;

    /** Standard error: standard output is for the result. */
    static final Listener LISTENER = new Listener() {
        @Override
        public void notice(String message) {
            tell(message);
        }

        @Override
        public void warn(String message) {
            tell("warning: " + message);
        }
    };

    private JobMain() {}

    /** A job. */
    @FunctionalInterface
    interface Job {
        /** Runs it, and tells what it came to. */
        JobRun.Outcome run(SparkSession spark, JobOptions options);
    }

    /**
     * Runs a job, prints what it came to, and ends the process.
     *
     * @param name of the job
     * @param own its options, besides those of all jobs
     */
    static void run(String name, String[] args, Set<String> own, Job job) {
        Locale.setDefault(Locale.ROOT);
        System.exit(code(name, args, own, job));
    }

    private static int code(String name, String[] args, Set<String> own, Job job) {
        SparkSession spark = null;
        try {
            JobOptions options = JobOptions.read(args, own);
            options.output();
            spark = SparkSession.builder().appName("inatsounds " + name).getOrCreate();
            JobRun.Outcome outcome = job.run(spark, options);
            System.out.println(outcome.text());
            return outcome.well() ? 0 : MISMATCH;
        } catch (Exception e) {
            InatsoundsException known = known(e);
            tell("error: " + (known == null ? unknown(e) : known.getMessage()));
            return known == null ? DEFECT : code(known);
        } finally {
            if (spark != null) {
                spark.stop();
            }
        }
    }

    private static void tell(String message) {
        System.err.println(message);
    }

    /** What a task has thrown is somewhere below what Spark throws. */
    static @Nullable InatsoundsException known(Throwable failure) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            if (each instanceof InatsoundsException known) {
                return known;
            }
        }
        return null;
    }

    private static String unknown(Exception e) {
        String message = String.valueOf(e.getMessage()).strip();
        return "the job failed: " + message.lines().findFirst().orElse("") + "; the log of the driver says more";
    }

    private static int code(InatsoundsException failure) {
        if (failure instanceof UsageException) {
            return 2;
        }
        if (failure instanceof DataMismatchException) {
            return MISMATCH;
        }
        if (failure instanceof BadInputException) {
            return 4;
        }
        if (failure instanceof NetworkException) {
            return 5;
        }
        if (failure instanceof StorageException) {
            return 6;
        }
        return failure instanceof CancelledException ? 130 : DEFECT;
    }
}
