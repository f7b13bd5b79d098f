package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command on a data folder that can't be written, where nothing has to be written there: the folder of somebody else, or a
 * read-only mount. It is mounted read-only in a namespace of its own, so that root can't write there either.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs mount namespaces")
final class ReadOnlyFolderIT {

    static final List<String> LINES = List.of(
            "fetch",
            "fetch val",
            "fetch --recordings",
            "fetch all --recordings --keep-archives",
            "fetch val --stream",
            "fetch val --supercategory Aves",
            "fetch --recordings --dry-run",
            "fetch val --supercategory Aves --dry-run",
            "verify",
            "verify val --quick",
            "verify val --repair",
            "index val",
            "stats",
            "list val --format csv",
            "list val --hash --format csv",
            "attribution",
            "show RECORDING",
            "show RECORDING -o OUT/show.png",
            "subset val -o OUT/subset",
            "subset val --link symbolic -o OUT/links",
            "spectrogram val -o OUT/features",
            "spectrogram val --to webdataset -o OUT/shards",
            "spectrogram RECORDING -o -",
            "predict MODEL RECORDING --model-info INFO -o OUT/scores.csv",
            "predict MODEL RECORDING --model-info INFO",
            "eval PREDICTIONS --split val",
            "names LABELS --split val",
            "report PREDICTIONS --split val -o OUT/report.html");

    static Stream<String> someLines() {
        return Sweep.of(LINES.stream());
    }

    @TempDir
    static Path temp;

    private static MiniatureRelease release;
    private static FaultyServer server;
    private static Path data;
    private static Path byHand;

    @BeforeAll
    static void prepare() throws IOException, InterruptedException {
        assumeTrue(Namespaces.areThere(Namespaces.MOUNTS), "users may not mount anything here");
        release = MiniatureRelease.writeTo(temp.resolve("release"));
        server = FaultyServer.start().putFolder(release.folder());
        data = temp.resolve("data");
        for (String more : List.of("--recordings --keep-archives", "--stream --force")) {
            LauncherProcess.Result fetched =
                    LauncherCommand.inatsounds(words("fetch " + more, data)).run();
            assertThat(fetched.exitCode()).as(fetched.stderr()).isZero();
        }
        byHand = Files.createDirectories(temp.resolve("by hand"));
        release.unpackAnnotations(Split.VAL, byHand);
        release.unpackRecordings(Split.VAL, byHand);
        Files.writeString(temp.resolve("model.json"), """
                {"input": {"sample_rate": 22050, "window_seconds": 3},
                 "outputs": [{"name": "probabilities", "activation": "none"}]}
                """);
        Files.writeString(temp.resolve("labels.txt"), "Fluta aurea\n");
        Files.createDirectories(temp.resolve("out"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String[] words(String line, Path folder) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            words.add(word.replace("RECORDING", recording().toString())
                    .replace("LABELS", temp.resolve("labels.txt").toString())
                    .replace(
                            "MODEL",
                            Path.of("src/test/resources/model/wave.onnx")
                                    .toAbsolutePath()
                                    .toString())
                    .replace("INFO", temp.resolve("model.json").toString())
                    .replace("PREDICTIONS", release.predictions(Split.VAL).toString())
                    .replace("OUT", temp.resolve("out").toString()));
        }
        words.addAll(List.of("--data", folder.toString()));
        if (line.startsWith("fetch") || line.startsWith("verify")) {
            words.addAll(List.of("--endpoint-url", server.url()));
        }
        if (line.startsWith("fetch") || line.startsWith("verify") || line.startsWith("index")) {
            words.addAll(List.of("--catalog", release.catalogue().toString()));
        }
        return words.toArray(String[]::new);
    }

    private static Path recording() {
        return temp.resolve("data").resolve(release.recordings(Split.VAL).get(0).fileName());
    }

    private static LauncherProcess.Result onReadOnly(Path folder, String... words) {
        List<String> line = new ArrayList<>(List.of(
                folder.toString(),
                LauncherProcess.project().resolve("scripts/inatsounds").toString()));
        line.addAll(List.of(words));
        return Namespaces.run(Namespaces.MOUNTS, """
                mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 99
                shift; exec "$@"
                """, line.toArray(String[]::new));
    }

    /** Everything below a folder, with times. */
    private static Map<String, String> state(Path folder) throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.toList()) {
                state.put(each.toString(), Files.getLastModifiedTime(each) + " " + Files.size(each));
            }
        }
        return state;
    }

    @ParameterizedTest
    @MethodSource("someLines")
    void doesItsWork(String line) throws IOException {
        Map<String, String> before = state(data);
        server.forget();
        LauncherProcess.Result result = onReadOnly(data, words(line, data));
        assertThat(result.exitCode()).as(line + "\n" + result.stderr()).isZero();
        assertThat(result.stderr()).doesNotContain("\tat ", "can't write");
        if (line.startsWith("fetch") && !line.contains("--dry-run")) {
            assertThat(result.stderr()).contains("nothing to do");
            assertThat(server.requests()).isEmpty();
        }
        assertThat(state(data)).isEqualTo(before);
    }

    /** No receipt tells of it, and none can be written. */
    @Test
    void aFolderThatWasFilledByHandIsEnough() throws IOException {
        Map<String, String> before = state(byHand);
        for (String line : List.of("fetch val", "fetch val --recordings", "fetch val --stream", "verify val")) {
            LauncherProcess.Result result = onReadOnly(byHand, words(line, byHand));
            assertThat(result.exitCode()).as(line + "\n" + result.stderr()).isZero();
        }
        assertThat(state(byHand)).isEqualTo(before);
    }

    @Test
    void whatHasToBeWrittenIsRefusedInWordsBeforeAnythingIsFetched() {
        server.forget();
        for (String line : List.of("fetch train", "fetch train --recordings", "fetch val --force", "index val")) {
            LauncherProcess.Result result = onReadOnly(byHand, words(line, byHand));
            assertThat(result.exitCode()).as(line + "\n" + result.stderr()).isEqualTo(line.startsWith("index") ? 3 : 6);
            assertThat(result.stderr()).contains("error: ").doesNotContain("\tat ");
        }
        assertThat(server.requests()).isEmpty();
    }

    /** As for a second user of a group, who may read what the first one makes. */
    @Test
    void whoMayNotWriteIsToldWhoDoes() {
        Path busy = temp.resolve("busy");
        server.forget();
        server.limitRate(50_000);
        try (LauncherProcess first = LauncherCommand.inatsounds(words("fetch val --recordings", busy))
                .start()) {
            server.awaitBytesServed(20_000, Duration.ofSeconds(60));
            LauncherProcess.Result result = onReadOnly(busy, words("fetch val --recordings", busy));
            assertThat(result.exitCode()).as(result.stderr()).isEqualTo(6);
            assertThat(result.stderr())
                    .contains("another inatsounds is writing to " + busy + ": process " + first.pid() + " on ")
                    .contains(", inatsounds fetch. Wait until it ends");
        } finally {
            server.limitRate(0);
        }
    }
}
