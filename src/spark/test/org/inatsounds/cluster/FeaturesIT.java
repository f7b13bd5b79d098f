package org.inatsounds.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.testing.FaultyServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of a cluster sees: a job of two executors, held against the command line on one machine. */
final class FeaturesIT {

    @TempDir
    static Path folder;

    private static SparkCluster cluster;
    private static FeatureTable table;
    private static FaultyServer server;
    private static Map<String, byte[]> expected;

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = SparkCluster.start(folder, 2);
        table = new FeatureTable();
        server = FaultyServer.start();
        MadeArchive made = MadeArchive.of(40, 2);
        made.pack(folder.resolve("test.tar.gz"));
        server.putFolder(folder);
        Path recordings = made.unpack(folder.resolve("recordings"));
        Path features = folder.resolve("features");
        CommandRun.Result result =
                CommandRun.plain().run("spectrogram", recordings.toString(), "-o", features.toString());
        assertThat(result.code()).as(result.err()).isZero();
        expected = arrays(features);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
        table.close();
        server.close();
    }

    private static Map<String, byte[]> arrays(Path features) throws IOException {
        Map<String, byte[]> arrays = new TreeMap<>();
        try (Stream<Path> files = Files.walk(features)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".npy")).toList()) {
                arrays.put(features.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return arrays;
    }

    private static void assertSame(Map<String, byte[]> actual) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void anArchiveBehindHttpGivesTheArraysOfTheCommandLine() {
        Path output = folder.resolve("from http");
        SparkCluster.Submitted job = cluster.submit(
                FeaturesJob.class, server.url() + "/test.tar.gz", "-o", output.toString(), "--part-size", "300K");
        assertThat(job.code()).as(job.err()).isZero();
        assertThat(job.out()).isEqualTo("40 recordings: 40 written; " + output.resolve("features") + "\n");
        assertSame(table.arrays(output.resolve("features")));
    }
}
