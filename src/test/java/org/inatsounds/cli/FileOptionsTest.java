package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Terminal;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option and argument of every command that names a file or folder, with things that are none of what it expects: the
 * command ends soon, in a few lines, with the exit code of wrong usage or a bad file, and what was named is as it was.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs mkfifo and devices")
final class FileOptionsTest {

    private static final int PATIENCE_SECONDS = 30;
    private static final int MOST_LINES = 8;
    private static final String JUNK = "junk, and more of it\n\u0001\u0002\n";

    /** What is written there; a device in its place could be replaced, should this fail. */
    private static final Set<String> WRITTEN =
            Set.of("--output", "--per-class", "--per-recording", "--share", "--covered");

    private static final Set<String> FOLDERS_WRITTEN = Set.of("demo --output", "help --share");

    private static final Set<String> LABELS = Set.of("FILE", "DIR", "PREDICTIONS", "RECORDING", "INPUT", "FILE|NAME");

    /** A command line of each command that ends well, or would, were it not for one more option. {@code @} is a place. */
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("fetch", List.of("val", "--catalog=@catalogue", "--endpoint-url=@url", "--dry-run")),
            Map.entry("index", List.of("val")),
            Map.entry("verify", List.of("val", "--quick")),
            Map.entry("stats", List.of()),
            Map.entry("list", List.of()),
            Map.entry("subset", List.of("--split=val", "--output=@out")),
            Map.entry("spectrogram", List.of("INPUT=val", "--output=@out")),
            Map.entry("predict", List.of("MODEL=@model", "INPUT=val", "--model-info=@info", "--output=@out")),
            Map.entry("show", List.of("RECORDING=@wav")),
            Map.entry("eval", List.of("PREDICTIONS=@predictions", "--split=val")),
            Map.entry("report", List.of("PREDICTIONS=@predictions", "--split=val", "--resamples=0", "--output=@page")),
            Map.entry("names", List.of("FILE=@labels", "--split=val")),
            Map.entry("attribution", List.of()),
            Map.entry("demo", List.of("--output=@out")),
            Map.entry("terms", List.of()),
            Map.entry("completion", List.of("bash")),
            Map.entry("help", List.of()));

    @TempDir
    static Path folder;

    private static MiniatureData data;
    private static FaultyServer server;
    private static Path labels;
    private static Path info;
    private static int number;

    /** An option or argument of a command. */
    record Named(String command, String name) {
        @Override
        public String toString() {
            return command + " " + name;
        }
    }

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
        server = FaultyServer.start().putFolder(data.release().folder());
        info = Files.writeString(folder.resolve("model.json"), """
                {"input": {"sample_rate": 22050, "window_seconds": 3},
                 "outputs": [{"name": "probabilities", "activation": "none"}], "labels": [%s]}
                """.replace(
                        "%s", String.join(", ", Collections.nCopies(24, "\"Fluta aurea\""))));
        labels = Files.writeString(folder.resolve("labels.txt"), "Fluta aurea\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, CommandLine> commands() {
        Environment environment = Environment.of(Map.of());
        Console console = new Console(
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Terminal.NONE, environment);
        return Main.read(new Session(environment, console, InputStream.nullInputStream()), "terms")
                .getSubcommands();
    }

    static Stream<Named> places() {
        return Sweep.of(commands().entrySet().stream()
                .flatMap(each -> each.getValue().getCommandSpec().args().stream()
                        .filter(FileOptionsTest::namesAPlace)
                        .map(argument -> new Named(each.getKey(), name(argument))))
                .distinct());
    }

    /** Those that read, or write where a folder that is there already is wrong. */
    static Stream<Named> whereAFolderIsWrong() {
        return places().filter(named -> !FOLDERS_WRITTEN.contains(named.toString()));
    }

    /** Those that only read. */
    static Stream<Named> inputs() {
        return places().filter(named -> !WRITTEN.contains(named.name));
    }

    private static boolean has(String command, String option) {
        return Objects.requireNonNull(commands().get(command)).getCommandSpec().findOption(option) != null;
    }

    private static boolean namesAPlace(ArgSpec argument) {
        return Arrays.asList(argument.auxiliaryTypes()).contains(Path.class)
                || LABELS.contains(argument.paramLabel())
                || name(argument).equals("--classes");
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : label(argument);
    }

    private static String label(ArgSpec argument) {
        return argument.paramLabel().replaceAll("[^A-Z]", "");
    }

    /** The command line with a value for one option or argument. */
    private static String[] words(Named named, Path value) {
        List<String> words = new ArrayList<>(List.of(named.command));
        List<String> usual = Objects.requireNonNull(WORDS.get(named.command), "a command line of " + named.command);
        for (String word : usual) {
            String name = word.replaceFirst("=.*", "");
            if (!name.equals(named.name)) {
                words.add(resolved(word.startsWith("--") ? word : word.replaceFirst("^[A-Z]+=", "")));
            }
        }
        words.add(named.name.startsWith("--") ? named.name + "=" + value : value.toString());
        return words.toArray(String[]::new);
    }

    private static String resolved(String word) {
        return word.replace("@catalogue", data.release().catalogue().toString())
                .replace("@url", server.url())
                .replace(
                        "@wav",
                        data.folder()
                                .resolve(data.release()
                                        .recordings(Split.VAL)
                                        .get(0)
                                        .fileName())
                                .toString())
                .replace("@predictions", data.release().predictions(Split.VAL).toString())
                .replace("@labels", labels.toString())
                .replace("@model", Path.of("src/test/resources/model/wave.onnx").toString())
                .replace("@info", info.toString())
                .replace("@page", folder.resolve("page-" + number++ + ".html").toString())
                .replace("@out", folder.resolve("out-" + number++).toString());
    }

    private static CommandRun.Result run(Named named, Path value) throws Exception {
        String[] words = words(named, value);
        // In a thread of its own: a test that hangs says so.
        CommandRun.Result result =
                CompletableFuture.supplyAsync(() -> data.run(words)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(result.code())
                .as(String.join(" ", words) + "\n" + result.err())
                .isIn(0, 2, 3, 4, 6);
        assertThat(result.err()).doesNotContain("\tat ", "unexpected failure", "Exception", "Illegal seek");
        assertThat(result.err().lines()).as(result.err()).hasSizeLessThanOrEqualTo(MOST_LINES);
        return result;
    }

    @ParameterizedTest
    @MethodSource("whereAFolderIsWrong")
    void aFolder(Named named) throws Exception {
        Path value = Files.createDirectory(folder.resolve("folder-" + number++));
        run(named, value);
    }

    @ParameterizedTest
    @MethodSource("places")
    void aPipe(Named named) throws Exception {
        Path junk = Files.writeString(folder.resolve("junk-" + number++), JUNK);
        Path pipe = folder.resolve("pipe-" + number++);
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        // A reader for what is written, a writer for what is read.
        String script = WRITTEN.contains(named.name) ? "cat \"$2\" >\"$1\"" : "cat \"$1\" >\"$2\"";
        Process other = new ProcessBuilder("sh", "-c", script, "sh", junk.toString(), pipe.toString()).start();
        try {
            run(named, pipe);
            assertThat(Files.isRegularFile(pipe)).isFalse();
        } finally {
            other.destroyForcibly();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void aDeviceWithoutEnd(Named named) throws Exception {
        Path device = Path.of("/dev/zero");
        assumeThat(device).exists();
        assertThat(run(named, device).code()).as(named.toString()).isNotZero();
    }

    @ParameterizedTest
    @MethodSource("places")
    void aFileThatMayNotBeRead(Named named) throws Exception {
        Path value = Files.writeString(folder.resolve("unreadable-" + number++), JUNK);
        Files.setPosixFilePermissions(value, Set.of());
        assumeThat(Files.isReadable(value)).as("root may read everything").isFalse();
        run(named, value);
    }

    /** The file is both what is read, by whatever option, and where each result goes. */
    @ParameterizedTest
    @MethodSource("inputs")
    void aFileThatIsTheOutputToo(Named named) throws Exception {
        Set<String> outputs = Set.of("--output", "--per-class");
        for (String output : outputs) {
            if (has(named.command, output)) {
                Path value = Files.writeString(folder.resolve("both-" + number++ + ".npy"), JUNK);
                List<String> words = new ArrayList<>();
                for (String word : words(named, value)) {
                    if (!word.startsWith(output + "=")) {
                        words.add(word);
                    }
                }
                words.add(output + "=" + value);
                CommandRun.Result result = data.run(words.toArray(String[]::new));
                assertThat(result.code()).as(words + result.err()).isIn(2, 3, 4, 6);
                assertThat(value).hasContent(JUNK);
            }
        }
    }
}
