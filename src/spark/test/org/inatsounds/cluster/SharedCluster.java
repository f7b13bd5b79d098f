package org.inatsounds.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One cluster of two workers, and a session on it, for all tests of this process: they take a while to start. */
final class SharedCluster {

    private static @Nullable SparkCluster cluster;
    private static @Nullable ClusterSession session;

    private SharedCluster() {}

    static synchronized SparkCluster cluster() {
        SparkCluster running = cluster;
        if (running == null) {
            try {
                Path folder = Files.createTempDirectory("inatsounds cluster");
                SparkCluster started = SparkCluster.start(folder, 2);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, folder)));
                cluster = started;
                running = started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    static synchronized ClusterSession session() {
        ClusterSession open = session;
        if (open == null) {
            open = new ClusterSession(cluster());
            session = open;
        }
        return open;
    }

    /** Gives the cores back to jobs that come by {@code spark-submit}. */
    static synchronized void endSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    private static void stop(SparkCluster running, Path folder) {
        endSession();
        running.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException | UncheckedIOException ignored) {
            // The folder of temporary files is emptied by the system.
        }
    }
}
