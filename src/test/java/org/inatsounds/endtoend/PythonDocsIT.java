package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every snippet of {@code docs/python.md} on what its commands make of the miniature release, then the evaluations that stand
 * below it.
 */
final class PythonDocsIT {

    private static final Path DOCS = LauncherProcess.project().resolve("docs/python.md");
    private static final Path STAND_INS = LauncherProcess.project().resolve("src/test/resources/python");
    private static final Path PACKAGE = LauncherProcess.project().resolve("src/python");
    private static final Pattern SNIPPET = Pattern.compile("```python ?(\\w*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("(?m)^    inatsounds (spectrogram .*)$");
    private static final Pattern EVALUATION = Pattern.compile("(?m)^    inatsounds (eval .*)$");
    private static final Pattern BLANK = Pattern.compile(" ");

    @TempDir
    static Path folder;

    private static MiniatureRelease release;
    private static FaultyServer server;

    /**
     * A piece of Python.
     *
     * @param needs a library besides NumPy, or nothing
     * @param then what follows, to be run behind it
     */
    record Snippet(String needs, String text, List<String> then) {
        @Override
        public String toString() {
            return text.lines().skip(1).findFirst().orElse("") + needs;
        }
    }

    static Stream<Snippet> snippets() throws IOException {
        String page = Files.readString(DOCS);
        Matcher matcher = SNIPPET.matcher(page);
        List<Snippet> all = matcher.results()
                .map(each -> {
                    int next = page.indexOf("```", each.end());
                    String below = page.substring(each.end(), next < 0 ? page.length() : next);
                    List<String> then = EVALUATION
                            .matcher(below)
                            .results()
                            .map(line -> line.group(1))
                            .toList();
                    return new Snippet(each.group(1), each.group(2), then);
                })
                .toList();
        return Sweep.of(all.stream());
    }

    @BeforeAll
    static void makeWhatTheyRead() throws IOException, InterruptedException {
        release = MiniatureRelease.writeTo(folder.resolve("release"));
        server = FaultyServer.start().putFolder(release.folder());
        Path data = Files.createDirectories(folder.resolve("data"));
        release.unpackAnnotations(Split.VAL, data);
        release.unpackRecordings(Split.VAL, data);
        List<String> commands = COMMAND.matcher(Files.readString(DOCS))
                .results()
                .map(each -> each.group(1))
                .toList();
        assertThat(commands).hasSize(3);
        for (String command : commands) {
            LauncherProcess.Result result = LauncherCommand.inatsounds(BLANK.split(command, -1))
                    .env("INATSOUNDS_DATA", data)
                    .in(folder)
                    .run();
            assertThat(result.exitCode()).as(result.stderr()).isZero();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void runs(Snippet snippet) throws IOException {
        assumeTrue(has("numpy"), "Python with NumPy is not installed here: snippets of docs/python.md are not run");
        String library = snippet.needs();
        boolean missing = !library.isEmpty() && !has(library);
        // No system packages this one: without it, a stand-in reads the shards by the rules of their format.
        Path standIn = STAND_INS.resolve(library + ".py");
        assumeTrue(
                !missing || Files.exists(standIn),
                "the Python library " + library + " is not installed here: its snippet is not run");
        Path script = Files.writeString(folder.resolve("snippet.py"), snippet.text());
        LauncherProcess.Result result = LauncherCommand.quick(LauncherCommand.command("python3", script.toString()))
                .env("PYTHONPATH", PACKAGE + (missing ? File.pathSeparator + STAND_INS : ""))
                .env("PYTHONDONTWRITEBYTECODE", 1)
                .env("INATSOUNDS_DATA", folder.resolve("data"))
                .env("INATSOUNDS_CATALOG", release.catalogue())
                .env("AWS_ENDPOINT_URL_S3", server.url())
                .in(folder)
                .run();
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        for (String evaluation : snippet.then()) {
            LauncherProcess.Result scored = LauncherCommand.inatsounds(BLANK.split(evaluation, -1))
                    .env("INATSOUNDS_DATA", folder.resolve("data"))
                    .in(folder)
                    .run();
            assertThat(scored.exitCode()).as(scored.stderr()).isZero();
            assertThat(scored.stdout()).contains("map");
        }
    }

    private static boolean has(String library) {
        try {
            return LauncherCommand.command("python3", "-c", "import " + library)
                            .in(folder)
                            .run()
                            .exitCode()
                    == 0;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
