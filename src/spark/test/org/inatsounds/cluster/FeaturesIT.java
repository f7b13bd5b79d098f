package org.inatsounds.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.spark.sql.Row;
import org.inatsounds.NetworkException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.cli.option.PresetOptions;
import org.inatsounds.features.ShardSeries;
import org.inatsounds.spectrogram.Windows;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a user of a cluster sees: a job of two executors, held against the command line on one machine. */
final class FeaturesIT {

    @TempDir
    static Path folder;

    private static SparkCluster cluster;
    private static ClusterSession session;
    private static FaultyServer server;
    private static Map<String, byte[]> expected;

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = SharedCluster.cluster();
        session = SharedCluster.session();
        server = FaultyServer.start();
        MadeArchive made = MadeArchive.of(40, 2);
        made.pack(folder.resolve("test.tar.gz"));
        for (String name : List.of("test.tar.gz", "test.tar.gz.index")) {
            server.put("/" + name, folder.resolve(name));
        }
        Path recordings = made.unpack(folder.resolve("recordings"));
        Path features = folder.resolve("features");
        CommandRun.Result result =
                CommandRun.plain().run("spectrogram", recordings.toString(), "-o", features.toString());
        assertThat(result.code()).as(result.err()).isZero();
        expected = arrays(features);
    }

    @AfterAll
    static void stopCluster() {
        server.close();
    }

    private static Map<String, byte[]> arrays(Path features) throws IOException {
        Map<String, byte[]> arrays = new TreeMap<>();
        try (Stream<Path> files = Files.walk(features)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".npy")).toList()) {
                arrays.put(features.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return arrays;
    }

    @AfterEach
    void healServer() {
        server.heal().forget();
    }

    private static String archive() {
        return server.url() + "/test.tar.gz";
    }

    /** With parts so small that each executor has several. */
    private static JobRun.Outcome fromArchive(Path output, String... others) {
        List<String> args = new ArrayList<>(List.of(archive(), "-o", output.toString(), "--part-size", "300K"));
        args.addAll(List.of(others));
        return features(args.toArray());
    }

    private static JobRun.Outcome features(Object... args) {
        return session.run(FeaturesJob::run, FeaturesJob.OPTIONS, args);
    }

    private static void assertSame(Map<String, byte[]> actual) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void anArchiveBehindHttpGivesTheArraysOfTheCommandLine() {
        Path output = folder.resolve("from http");
        JobRun.Outcome outcome = fromArchive(output);
        assertThat(outcome.text()).isEqualTo("40 recordings: 40 written; " + output.resolve("features"));
        assertSame(session.arrays(output.resolve("features")));
        assertThat(server.requests(Which.get("/test.tar.gz"))).allMatch(each -> each.range() != null);
        Row row = session.rows(output.resolve("features")).get(0);
        assertThat(row.<Integer>getAs("schema_version")).isEqualTo(1);
        assertThat(row.<String>getAs("split")).isEqualTo("test");
        assertThat(row.<String>getAs("path"))
                .startsWith(String.format(Locale.ROOT, "test/%05d_", row.<Integer>getAs("category_id")));
        assertThat(output.resolve("errors")).doesNotExist();
    }

    @Test
    void everyNumberOfAPresetIsAnOptionAsOnOneMachine() throws IOException {
        for (OptionSpec option :
                CommandSpec.forAnnotatedObject(new PresetOptions()).options()) {
            assertThat(Stream.of(option.names()).map(FeaturesJob.NUMBERS::get).distinct())
                    .as(option.toString())
                    .hasSize(1)
                    .doesNotContainNull();
        }
        String[] numbers = {"--preset", "librosa", "--hop-length", "1024", "--n-mels", "32", "--top-db", "none"};
        Path recordings = folder.resolve("recordings");
        Path one = folder.resolve("one machine");
        CommandRun.Result result =
                CommandRun.plain().run(words(recordings, "-o", one, numbers).toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        Path output = folder.resolve("other numbers");
        List<String> args = words(recordings, "-o", output, numbers);
        features(args.subList(1, args.size()).toArray());
        assertThat(session.arrays(output.resolve("features")))
                .usingRecursiveComparison()
                .isEqualTo(arrays(one));
    }

    private static List<String> words(Path input, String option, Path output, String... others) {
        List<String> words = new ArrayList<>(List.of("spectrogram", input.toString(), option, output.toString()));
        words.addAll(List.of(others));
        return words;
    }

    @Test
    void soDoesAFolderAndSoDoesAnArchiveOnDisk() {
        Path fromFolder = folder.resolve("from folder");
        features(folder.resolve("recordings"), "-o", fromFolder);
        assertSame(session.arrays(fromFolder.resolve("features")));

        Path fromArchive = folder.resolve("from archive");
        features(folder.resolve("test.tar.gz"), "-o", fromArchive);
        assertSame(session.arrays(fromArchive.resolve("features")));
    }

    @Test
    void aWorkerThatDiesInTheMiddleChangesNothing() throws Exception {
        Path output = folder.resolve("one died");
        List<String> lost = session.lostExecutors();
        server.before(Which.get("/test.tar.gz").nth(10), () -> cluster.killWorker());
        fromArchive(output);
        cluster.addWorker();
        assertThat(lost).hasSize(1);
        assertSame(session.arrays(output.resolve("features")));
    }

    @Test
    void aJobThatIsRunAgainAfterAFailureMakesOnlyWhatIsMissing() {
        Path output = folder.resolve("twice");
        server.when(Which.get("/test.tar.gz").from(10), Fault.status(404));
        assertThatThrownBy(() -> fromArchive(output, "--batch", "8"))
                .satisfies(e -> assertThat(JobMain.known(e))
                        .isInstanceOf(NetworkException.class)
                        .hasMessageContaining(archive()));
        Set<String> before = session.arrays(output.resolve("features")).keySet();
        assertThat(before).isNotEmpty().hasSizeLessThan(40);

        server.heal().forget();
        assertThat(fromArchive(output, "--batch", "8").text())
                .startsWith("40 recordings: " + (40 - before.size()) + " written, " + before.size() + " there before;");
        assertSame(session.arrays(output.resolve("features")));

        server.forget();
        assertThat(fromArchive(output).text()).startsWith("40 recordings: 0 written, 40 there before;");
        assertThat(server.requests(Which.get("/test.tar.gz"))).isEmpty();
    }

    @Test
    void whatTasksOfAKilledJobLeftIsNotTakenForRows() throws IOException {
        Path output = folder.resolve("killed");
        Path left = output.resolve("features/_temporary/0/task_1");
        fromArchive(output, "--batch", "8");
        Files.createDirectories(left);
        try (Stream<Path> files = Files.list(output.resolve("features"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".parquet")).toList()) {
                Files.move(file, left.resolve(file.getFileName()));
                break;
            }
        }
        assertThat(fromArchive(output).written()).isPositive();
        assertSame(session.arrays(output.resolve("features")));
    }

    @Test
    void shardsHoldTheArraysOfTheCommandLineEachOnce() throws IOException {
        Path output = folder.resolve("as shards");
        Files.createDirectories(output.resolve("shards"));
        Files.write(output.resolve("shards/test-0-0-0.tar"), new byte[0]);
        assertThat(fromArchive(output, "--to", "webdataset", "--shard-size", "100K", "--batch", "30")
                        .text())
                .isEqualTo("40 recordings: 40 written; " + output.resolve("recordings"));
        Map<String, byte[]> arrays = new TreeMap<>();
        Map<String, String> shardOf = new TreeMap<>();
        try (Stream<Path> shards = Files.list(output.resolve("shards"))) {
            for (Path shard :
                    shards.filter(each -> each.toString().endsWith(".tar")).toList()) {
                for (String key : ShardSeries.keys(shard)) {
                    try (TarFile tar = new TarFile(shard)) {
                        for (TarArchiveEntry entry : tar.getEntries()) {
                            byte[] bytes = tar.getInputStream(entry).readAllBytes();
                            if (entry.getName().equals(key + ".npy")) {
                                assertThat(arrays.put(entry.getName(), bytes)).isNull();
                                shardOf.put(key + ".wav", String.valueOf(shard.getFileName()));
                            } else if (entry.getName().equals(key + ".cls")) {
                                assertThat(Integer.parseInt(new String(bytes, StandardCharsets.UTF_8)))
                                        .isEqualTo(Integer.parseInt(key.substring(5, 10)));
                            }
                        }
                    }
                }
            }
        }
        assertSame(arrays);
        Map<String, String> listed = new TreeMap<>();
        session.rows(output.resolve("recordings")).forEach(row -> listed.put(row.getAs("path"), row.getAs("shard")));
        assertThat(listed).isEqualTo(shardOf);
        assertThat(fromArchive(output, "--to", "webdataset").text())
                .startsWith("40 recordings: 0 written, 40 there before");
    }

    @Test
    void otherNumbersIntoTheSameFolderAreRefused() {
        Path output = folder.resolve("two presets");
        Path recordings = folder.resolve("recordings/test/00001_Animalia_Some_species");
        features(recordings, "-o", output);
        assertThatThrownBy(() -> features(recordings, "-o", output, "--preset", "librosa"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--output: what is in " + output + " was made otherwise: \"preset\":"
                        + " \"inatsounds-2024\" there, \"preset\": \"librosa\" now; choose another folder");
    }

    @Test
    void brokenRecordingsAreNamedAndStopNothing() throws IOException {
        MadeArchive made = MadeArchive.of(6, 1)
                .with("test/00001_Animalia_Some_species/empty.wav", new byte[0])
                .with("test/00001_Animalia_Some_species/text.wav", "no recording".getBytes(StandardCharsets.UTF_8))
                .with("test/00001_Animalia_Some_species/silent.wav", MadeArchive.wav(0, 0));
        byte[] whole = MadeArchive.wav(3, 30_000);
        made.with("test/00002_Animalia_Some_species/cut.wav", Arrays.copyOf(whole, 40_000));
        Path archive = made.pack(folder.resolve("broken.tar.gz"));
        Path recordings = made.unpack(folder.resolve("broken"));
        Path output = folder.resolve("from broken");
        assertThat(features(archive, "-o", output).text())
                .isEqualTo("10 recordings: 7 written, 3 failed (" + output.resolve("errors") + " says why); "
                        + output.resolve("features"));

        Path right = folder.resolve("broken features");
        String json = CommandRun.plain()
                .run("spectrogram", recordings.toString(), "-o", right.toString(), "--format", "json")
                .out();
        Map<String, String> errors = session.errors(output);
        assertThat(errors).hasSize(3);
        errors.forEach((path, reason) -> assertThat(json)
                .contains("\"file\": \"" + recordings.resolve(path) + "\",\n      \"reason\": \"" + reason + "\""));
        Map<String, byte[]> arrays = arrays(right);
        session.arrays(output.resolve("features"))
                .forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(arrays.get(name)));
        assertThat(session.rows(output.resolve("features")).stream()
                        .filter(row -> row.<String>getAs("path").endsWith("cut.wav"))
                        .map(row -> row.<String>getAs("note")))
                .containsExactly("truncated: expected 1.4 s of sound, got 0.9 s");

        assertThat(features(archive, "-o", output).text())
                .startsWith("10 recordings: 0 written, 10 there before, 3 failed");
        assertThat(features(archive, "-o", output, "--retry-errors").text())
                .startsWith("10 recordings: 0 written, 7 there before, 3 failed");
        assertThat(session.rows(output.resolve("errors"))).hasSize(3);
    }

    @Test
    void aSmallExecutorMakesTheWindowsOfALongRecording() throws IOException {
        Path recordings = Files.createDirectories(folder.resolve("long"));
        Files.write(recordings.resolve("hour.wav"), MadeArchive.wav(1, 3600 * 22_050));
        Path output = folder.resolve("of an hour");
        features(recordings, "-o", output, "--to", "windows");
        assertThat(session.spark()
                        .read()
                        .parquet(output.resolve("features").toString())
                        .count())
                .isEqualTo(Windows.count((3600 * 22_050 - 512) / 128 + 1));
    }
}
