package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a file may come through a pipe as well, as in {@code <(zcat p.csv.gz)}: the result is the same. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs mkfifo")
final class PipesTest {

    @TempDir
    Path folder;

    private MiniatureData data;
    private final List<Process> writers = new ArrayList<>();

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
        Files.copy(data.release().predictions(Split.TEST), folder.resolve("p.csv"));
        Files.writeString(folder.resolve("species.txt"), "Fluta aurea\n");
        List<String> ids = data.release().recordings(Split.TEST).stream()
                .map(each -> each.fileName())
                .toList();
        Files.write(folder.resolve("rows.txt"), ids);
        new ProcessBuilder("gzip", "-k", folder.resolve("p.csv").toString())
                .start()
                .waitFor();
    }

    @AfterEach
    void end() {
        writers.forEach(Process::destroyForcibly);
    }

    /** A FIFO that gets what is in a file. */
    private String pipe(Path file) {
        try {
            Path pipe = folder.resolve("pipe-" + writers.size());
            new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
            writers.add(new ProcessBuilder("sh", "-c", "cat \"$1\" >\"$2\"", "sh", file.toString(), pipe.toString())
                    .start());
            return pipe.toString();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CommandRun.Result run(String command, boolean pipes) {
        return data.run(Arrays.stream(command.split(" "))
                .map(word -> word.startsWith("@")
                        ? (pipes
                                ? pipe(place(word.substring(1)))
                                : place(word.substring(1)).toString())
                        : word)
                .toArray(String[]::new));
    }

    private Path place(String name) {
        return name.endsWith(".json") ? data.folder().resolve(name) : folder.resolve(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval @p.csv --format csv",
                "eval @p.csv.gz --format csv",
                "eval @p.csv --baseline @p.csv --resamples 0 --fail-under top1=0",
                "eval @p.csv --annotations @test.json --signature-only",
                "eval @p.csv --classes @species.txt --format csv",
                "list --annotations @test.json --format csv --columns id",
                "list --annotations @test.json --annotations @val.json --format csv --columns id",
                "list --split test --species-file @species.txt --format csv --columns id",
                "stats --annotations @test.json",
                "attribution --annotations @test.json",
            })
    void giveTheSame(String command) {
        CommandRun.Result expected = run(command, false);
        CommandRun.Result piped = run(command, true);
        assertThat(piped.code()).as(piped.err()).isEqualTo(expected.code());
        assertThat(piped.out().replaceAll("\\S*pipe-\\d+", "X"))
                .isEqualTo(expected.out().replaceAll("\\S*/p\\.csv(\\.gz)?", "X"));
    }

    @Test
    void aSubsetHasTheSameAnnotations() throws IOException {
        data.ok(
                "subset",
                "--annotations",
                data.folder().resolve("val.json").toString(),
                "-o",
                place("a").toString());
        CommandRun.Result piped = run("subset --annotations @val.json -o " + place("b"), true);
        assertThat(piped.code()).as(piped.err()).isZero();
        try (Stream<Path> files = Files.walk(place("a"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path there = place("b").resolve(place("a").relativize(file).toString());
                assertThat(there).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void onesThatNobodyWritesToAreNoRecordingsOfASplit() throws Exception {
        Path recording = data.folder()
                .resolve(data.release().recordings(Split.VAL).get(0).fileName());
        Files.delete(recording);
        new ProcessBuilder("mkfifo", recording.toString()).start().waitFor();
        CommandRun.Result result = CompletableFuture.supplyAsync(
                        () -> data.run("spectrogram", "val", "-o", place("out").toString()))
                .get(60, TimeUnit.SECONDS);
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains(recording + ": expected a recording, got a pipe or a device");
        result = CompletableFuture.supplyAsync(() -> data.run(
                        "show", data.release().recordings(Split.VAL).get(0).fileName()))
                .get(60, TimeUnit.SECONDS);
        assertThat(result.code()).as(result.err()).isEqualTo(4);
    }

    @Test
    void onesThatNobodyWritesToAreLeftOutOfAFolder() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.copy(
                data.folder()
                        .resolve(data.release().recordings(Split.VAL).get(0).fileName()),
                in.resolve("a.wav"));
        new ProcessBuilder("mkfifo", in.resolve("b.wav").toString()).start().waitFor();
        CommandRun.Result result = CompletableFuture.supplyAsync(() -> data.run(
                        "spectrogram", in.toString(), "-o", place("out").toString()))
                .get(60, TimeUnit.SECONDS);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("b.wav (not a file)");
        assertThat(place("out").resolve("a.npy")).exists();
    }
}
