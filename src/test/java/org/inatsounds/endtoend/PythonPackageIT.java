package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Python package of {@code src/python} over the jar that was just built: runs {@code src/test/python/test_inatsounds.py}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs python3 and scripts/inatsounds")
final class PythonPackageIT {

    /** A class of the script runs the program up to a dozen times. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Path TESTS = LauncherProcess.project().resolve("src/test/python/test_inatsounds.py");

    @TempDir
    static Path folder;

    private static MiniatureRelease release;
    private static FaultyServer server;

    @BeforeAll
    static void serveAndMakeFeatures() throws IOException {
        release = MiniatureRelease.writeTo(folder.resolve("release"));
        server = FaultyServer.start().putFolder(release.folder());
        Path data = Files.createDirectories(folder.resolve("data"));
        release.unpackAnnotations(Split.VAL, data);
        release.unpackRecordings(Split.VAL, data);
        for (List<String> output :
                List.of(List.of("features", "npy"), List.of("windows", "windows"), List.of("shards", "webdataset"))) {
            LauncherProcess.Result made = LauncherCommand.inatsounds(
                            "spectrogram", "val", "-q", "-o", output.get(0), "--to", output.get(1))
                    .env("INATSOUNDS_DATA", data)
                    .in(folder)
                    .run();
            assertThat(made.exitCode()).as(made.stderr()).isZero();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EvaluateNeedsNoArrays", "Errors", "Annotations", "Fetch", "Interrupts", "Names"})
    void withoutNumPy(String tests) {
        assumeTrue(has("typing"), "no Python here: the Python package is not tested");
        passes(tests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EvaluateArrays", "FeaturesTest"})
    void withNumPy(String tests) {
        assumeTrue(
                has("numpy"), "Python with NumPy is not installed here: arrays of the Python package are not tested");
        passes(tests);
    }

    /** Each class of the script is one of those above. */
    @Test
    void noTestIsLeftOut() throws IOException {
        assertThat(Files.readAllLines(TESTS).stream().filter(line -> line.contains("(unittest.TestCase)")))
                .hasSize(8);
    }

    private static void passes(String tests) {
        try (LauncherProcess python =
                python("-W", "error", TESTS.toString(), tests).start()) {
            LauncherProcess.Result result = python.await(PATIENCE);
            assertThat(result.exitCode()).as(result.stderr()).isZero();
            assertThat(result.stderr()).endsWith("OK\n");
        }
    }

    private static boolean has(String library) {
        return LauncherCommand.isInstalled("python3")
                && python("-c", "import " + library).run().exitCode() == 0;
    }

    private static LauncherCommand python(String... arguments) {
        List<String> line = new ArrayList<>(List.of("python3"));
        line.addAll(List.of(arguments));
        return LauncherCommand.quick(LauncherCommand.command(line.toArray(String[]::new)))
                .env("PYTHONPATH", LauncherProcess.project().resolve("src/python"))
                .env("PYTHONDONTWRITEBYTECODE", 1)
                .env("INATSOUNDS_DATA", folder.resolve("data"))
                .env("CATALOG", release.catalogue())
                .env("AWS_ENDPOINT_URL_S3", server.url())
                .in(folder);
    }
}
