package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command of the documentation on the miniature release: those of one file one after the other in one folder, which
 * holds the files that they name. A command with something of the shell in it is run by bash, after the others.
 */
final class DocsIT {

    /** A command in an indented block, and the lines that go on from it. */
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^    ((?:\\S+ .*\\| *)?(?:scripts/)?inatsounds (?:.*\\\\\n)*.*)$");

    private static final Pattern FENCE = Pattern.compile("(?s)```.*?```");
    private static final Pattern COMMENT = Pattern.compile(" +#.*$");
    private static final Pattern SHELL = Pattern.compile("[|<>$~*]");

    /** The miniature release has made-up families and species only. */
    private static final Map<String, String> IN_THE_MINIATURE = Map.of(
            "Strigidae", "Ululidae",
            "Notopsalta sericea", "Fluta aurea",
            "166,-48,179,-34", "-180,-90,180,90",
            "--since 2020 --min-duration 3", "--since 2000");

    private static final List<String> FETCHING = List.of("README.md", "fetch.md", "quickstart.md");

    private static final Path TARGET = LauncherProcess.project().resolve("target");

    /** DemoIT runs it. */
    private static final String DEMO = "inatsounds demo";

    @TempDir
    static Path folder;

    private static MiniatureRelease release;
    private static FaultyServer server;
    private static Path fetched;

    @BeforeAll
    static void serveAndFetch() throws IOException {
        release = MiniatureRelease.writeTo(folder.resolve("release"));
        server = FaultyServer.start().putFolder(release.folder());
        fetched = Files.createDirectories(folder.resolve("fetched"));
        Map<String, Ended> ended = new LinkedHashMap<>();
        run(
                List.of(
                        "inatsounds fetch all --recordings --keep-archives -q",
                        "inatsounds spectrogram val -q -o old-features"),
                fetched,
                ended);
        ended.forEach(DocsIT::assertEndsWell);
        Files.delete(fetched.resolve(".commands"));
        Files.delete(fetched.resolve(".results"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** How a command ended. */
    record Ended(int code, String stderr) {}

    @TestFactory
    Stream<DynamicTest> everyCommand() throws IOException {
        List<Path> files = new ArrayList<>(List.of(LauncherProcess.project().resolve("README.md")));
        try (Stream<Path> docs = Files.list(LauncherProcess.project().resolve("docs"))) {
            Sweep.of(docs.filter(DocsIT::hasCommands).sorted()).forEach(files::add);
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files) {
            // PythonDocsIT runs evaluations of the page on Python, behind the snippets that write their files.
            boolean written = file.endsWith("python.md");
            List<String> commands = commands(Files.readString(file)).stream()
                    .filter(command -> !written || !command.startsWith("inatsounds eval "))
                    .toList();
            if (!commands.isEmpty()) {
                Path place = Files.createDirectories(
                        folder.resolve(file.getFileName().toString()));
                Map<String, Ended> ended = new LinkedHashMap<>();
                for (String command : commands) {
                    tests.add(DynamicTest.dynamicTest(file.getFileName() + ": " + command, () -> {
                        if (ended.isEmpty()) {
                            prepare(place);
                            run(commands.stream().filter(each -> !isShell(each)).toList(), place, ended);
                        }
                        assertEndsWell(
                                command, ended.containsKey(command) ? ended.get(command) : shell(command, place));
                    }));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(Sweep.of(30));
        return tests.stream();
    }

    private static boolean hasCommands(Path file) {
        try {
            return file.toString().endsWith(".md")
                    && !commands(Files.readString(file)).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> commands(String text) {
        return COMMAND.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1).replaceAll("\\\\\n +", ""))
                .map(command -> COMMENT.matcher(command).replaceAll("").strip())
                .map(command -> command.replaceAll("\\bscripts/inatsounds", "inatsounds"))
                .filter(command -> !command.startsWith(DEMO))
                .distinct()
                .toList();
    }

    private static boolean isShell(String command) {
        return SHELL.matcher(command).find();
    }

    /** Gates are about numbers, which the miniature's need not reach. */
    private static void assertEndsWell(String command, Ended ended) {
        boolean gate = command.contains("--fail-");
        assertThat(ended.code()).as(command + "\n" + ended.stderr()).isIn(gate ? List.of(0, 7) : List.of(0));
    }

    private static void run(List<String> commands, Path place, Map<String, Ended> ended) throws IOException {
        Path lines = Files.write(
                place.resolve(".commands"),
                commands.stream().map(DocsIT::translated).toList());
        Path results = place.resolve(".results");
        LauncherProcess.Result result = surrounded(
                        LauncherCommand.command(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xlog:disable",
                                "-XX:SharedArchiveFile=" + TARGET.resolve("inatsounds.jsa"),
                                "-cp",
                                TARGET.resolve("inatsounds.jar") + File.pathSeparator + TARGET.resolve("test-classes"),
                                "org.inatsounds.cli.CommandLines",
                                lines.toString(),
                                results.toString()),
                        place)
                .run();
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        List<String> each = Files.readAllLines(results);
        for (int i = 0; i < commands.size(); i++) {
            String[] parts = each.get(i).split(" ", -1);
            ended.put(
                    commands.get(i),
                    new Ended(
                            Integer.parseInt(parts[0]),
                            new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8)));
        }
    }

    private static Ended shell(String command, Path place) {
        for (String program : List.of("bash", "jq", "ffmpeg", "xargs")) {
            assumeTrue(
                    LauncherCommand.isInstalled(program) || !(program.equals("bash") || command.contains(program)),
                    program + " is not installed here: not run: " + command);
        }
        LauncherProcess.Result result = surrounded(
                        LauncherCommand.command("bash", "-c", "set -eo pipefail; " + translated(command)), place)
                .run();
        return new Ended(result.exitCode(), result.stderr());
    }

    private static LauncherCommand surrounded(LauncherCommand command, Path place) {
        return LauncherCommand.quick(command)
                .in(place)
                .env("PATH", LauncherProcess.project().resolve("scripts") + File.pathSeparator + System.getenv("PATH"))
                .env("HOME", place)
                .env("INATSOUNDS_DATA", place.resolve("data"))
                .env("INATSOUNDS_CATALOG", release.catalogue())
                .env("AWS_ENDPOINT_URL_S3", server.url())
                .env("SLURM_ARRAY_TASK_ID", 1);
    }

    private static String translated(String command) {
        String translated = command;
        for (Map.Entry<String, String> name : IN_THE_MINIATURE.entrySet()) {
            translated = translated.replace(name.getKey(), name.getValue());
        }
        return translated;
    }

    /** What the commands need. Where fetching is told of, the dataset is not there yet. */
    private static void prepare(Path place) throws IOException {
        DocsFiles.write(place, release);
        if (!FETCHING.contains(place.getFileName().toString())) {
            copy(fetched, place);
            Files.copy(place.resolve("data/test.json"), place.resolve("my.json"));
            Files.copy(place.resolve("data/train.json"), place.resolve("train.json"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.skip(1).toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }
}
