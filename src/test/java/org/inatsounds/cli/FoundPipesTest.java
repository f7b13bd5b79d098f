package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.release.Catalogue;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.NpyBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pipe that lies in a folder under a name that the program looks for: nobody writes to it, and nobody named it. It is
 * refused in words, or left alone, and never waited for.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs mkfifo")
final class FoundPipesTest {

    private static final int PATIENCE_SECONDS = 60;

    private static final String DESCRIPTION =
            """
            {"input": {"sample_rate": 22050, "window_seconds": 3},
             "outputs": [{"name": "probabilities", "activation": "none"}], "labels": [%s]}
            """.replace("%s", String.join(", ", Collections.nCopies(24, "\"Fluta aurea\"")));

    @TempDir
    Path folder;

    private MiniatureData data;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
    }

    private static Path pipe(Path place) throws IOException, InterruptedException {
        Files.deleteIfExists(place);
        new ProcessBuilder("mkfifo", place.toString()).start().waitFor();
        return place;
    }

    private CommandRun.Result run(String... words) throws InterruptedException, ExecutionException, TimeoutException {
        // In a thread of its own: a test that hangs says so.
        return CompletableFuture.supplyAsync(() -> data.run(words)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void refused(Path pipe, String... words) throws Exception {
        CommandRun.Result result = run(words);
        assertThat(result.err()).as(String.join(" ", words)).contains(pipe + ": expected a file, got a pipe");
        assertThat(result.code()).as(result.err()).isEqualTo(4);
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stats",
                "list",
                "attribution",
                "eval @p.csv",
                "eval @p.csv --split val --train-annotations test.json",
                "report @p.csv -o @page.html",
                "names @labels.txt",
                "show 1",
                "spectrogram test -o @out",
                "subset --split test -o @out",
                "verify test",
                "fetch test --catalog @release/catalogue.json",
                "fetch test --recordings --catalog @release/catalogue.json",
                "fetch test --taxon Aves --catalog @release/catalogue.json"
            })
    void annotationsOfTheDataFolder(String command) throws Exception {
        Files.copy(data.release().predictions(Split.TEST), folder.resolve("p.csv"));
        Files.writeString(folder.resolve("labels.txt"), "Fluta aurea\n");
        String[] words = Arrays.stream(command.split(" "))
                .map(word -> !word.startsWith("@")
                        ? word
                        : word.endsWith("catalogue.json")
                                ? data.release().catalogue().toString()
                                : folder.resolve(word.substring(1)).toString())
                .toArray(String[]::new);
        refused(pipe(data.folder().resolve("test.json")), words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectrogram.json", ".inatsounds.made/all.tsv"})
    void theRecordsOfFeatures(String name) throws Exception {
        Path out = folder.resolve("out");
        data.ok("spectrogram", "val", "-o", out.toString());
        refused(pipe(out.resolve(name)), "spectrogram", "val", "-o", out.toString());
    }

    @Test
    void theFeaturesOfARecording() throws Exception {
        Path out = folder.resolve("out");
        String name = data.release().recordings(Split.VAL).get(0).fileName();
        Path npy = out.resolve(name.replace(".wav", ".npy"));
        Files.createDirectories(npy.getParent());
        pipe(npy);
        CommandRun.Result result = run("spectrogram", "val", "-o", out.toString());
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains(npy.toString(), "there is a pipe or a device of this name");
        assertThat(out.resolve("manifest.csv")).isRegularFile();
    }

    @Test
    void aShard() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path shard = pipe(out.resolve("val-000000.tar"));
        refused(shard, "spectrogram", "val", "-o", out.toString(), "--to", "webdataset");
    }

    @Test
    void whatAPredictionWritesBesideItsTable() throws Exception {
        Path info = Files.writeString(folder.resolve("info.json"), DESCRIPTION);
        Path facts = pipe(folder.resolve("p.csv.json"));
        Path recording = data.folder()
                .resolve(data.release().recordings(Split.VAL).get(0).fileName());
        Path copy = Files.copy(recording, folder.resolve("a.wav"));
        CommandRun.Result result = run(
                "predict",
                "src/test/resources/model/wave.onnx",
                copy.toString(),
                "--model-info",
                info.toString(),
                "-o",
                folder.resolve("p.csv").toString());
        assertThat(result.code()).as(result.err()).isEqualTo(6);
        assertThat(result.err()).contains(facts.toString(), "there is a pipe or a device of this name");
    }

    @Test
    void anArrayToCompareWith() throws Exception {
        Path out = folder.resolve("out");
        data.ok("spectrogram", "val", "-o", out.toString());
        try (Stream<Path> arrays =
                Files.walk(out).filter(each -> each.toString().endsWith(".npy"))) {
            pipe(arrays.findFirst().orElseThrow());
        }
        CommandRun.Result result = run("spectrogram", "val", "--check", out.toString());
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        assertThat(result.out() + result.err()).contains("expected a file, got a pipe or a device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scores.rows.txt", "scores.columns.txt"})
    void theListsOfAMatrix(String name) throws Exception {
        int rows = data.release().recordings(Split.VAL).size();
        Path npy = folder.resolve("scores.npy");
        Files.write(npy, NpyBytes.of(1, NpyBytes.header("<f4", false, rows + ", 24"), new byte[rows * 24 * 4]));
        refused(pipe(folder.resolve(name)), "eval", npy.toString(), "--split", "val");
    }

    @Test
    void theLabelsOfAModel() throws Exception {
        Path model = folder.resolve("wave.onnx");
        Files.copy(Path.of("src/test/resources/model/wave.onnx"), model);
        Files.writeString(folder.resolve("wave.json"), """
                {"input": {"sample_rate": 22050, "window_seconds": 3},
                 "outputs": [{"name": "probabilities", "activation": "none"}], "labels": {"file": "names.txt"}}
                """);
        refused(pipe(folder.resolve("names.txt")), "predict", model.toString(), "val", "-o", folder + "/p.csv");
    }

    @Test
    void aModel() throws Exception {
        Files.writeString(folder.resolve("wave.json"), DESCRIPTION);
        Path model = pipe(folder.resolve("wave.onnx"));
        CommandRun.Result result = run("predict", model.toString(), "val", "-o", folder + "/p.csv");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains(model + ": expected a model in ONNX form, got a pipe or a device");
    }

    /** Its journal is none that a run could have left: the archive is downloaded from its beginning. */
    @Test
    void theJournalOfADownload() throws Exception {
        try (FaultyServer server = FaultyServer.start().putFolder(data.release().folder())) {
            Files.createDirectories(data.folder().resolve(".inatsounds/parts"));
            for (String archive : archives()) {
                pipe(data.folder().resolve(".inatsounds/parts").resolve(archive));
            }
            CommandRun.Result result = run(
                    "fetch",
                    "test",
                    "--recordings",
                    "--catalog=" + data.release().catalogue(),
                    "--endpoint-url=" + server.url());
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(run("verify", "test").code()).isZero();
        }
    }

    private List<String> archives() {
        Release release = Catalogue.read(data.release().catalogue()).release(null);
        return release.archives().stream()
                .filter(archive -> archive.split() == Split.TEST)
                .map(archive -> String.valueOf(
                        new DataFolder(data.folder()).part(release, archive).getFileName()))
                .flatMap(part -> Stream.of(part, part + ".journal"))
                .toList();
    }
}
