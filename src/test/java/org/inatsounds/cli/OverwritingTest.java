package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.inatsounds.Split;
import org.inatsounds.testing.MiniatureRecording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No command writes its result over what it reads, nor over a folder. */
final class OverwritingTest {

    private static final String SPECIES = "Fluta aurea\n";

    @TempDir
    Path folder;

    private MiniatureData data;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
        Files.copy(data.release().predictions(Split.TEST), folder.resolve("p.csv"));
        Files.writeString(folder.resolve("list.txt"), SPECIES);
    }

    private void assertRefused(String command, Path file) throws IOException {
        byte[] before = Files.readAllBytes(file);
        String[] words = command.replace("DATA", data.folder().toString())
                .replace("HERE", folder.toString())
                .split(" ", -1);
        CommandRun.Result result = data.run(words);
        assertThat(result.code()).as(command + result.err()).isEqualTo(2);
        assertThat(result.err()).contains("expected another");
        assertThat(file).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list --split test --format csv -o DATA/test.json",
                "stats -o DATA/test.json",
                "stats --annotations DATA/test.json -o DATA/test.json",
                "attribution --split test -o DATA/test.json",
                "verify val -o DATA/test.json",
                "fetch --endpoint-url http://127.0.0.1:1 -o DATA/test.json",
                "eval HERE/p.csv -o DATA/test.json",
                "report HERE/p.csv -o DATA/test.json",
            })
    void theAnnotationsStay(String command) throws IOException {
        assertRefused(command, data.folder().resolve("test.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval HERE/p.csv --per-class HERE/c.csv --train-annotations DATA/train.json -o DATA/train.json",
                "eval HERE/p.csv --per-class DATA/train.json --train-annotations train.json",
                "report HERE/p.csv -o DATA/train.json",
                "report HERE/p.csv --train-annotations train.json -o DATA/train.json",
            })
    void theTrainingAnnotationsStay(String command) throws IOException {
        assertRefused(command, data.folder().resolve("train.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval HERE/p.csv --rows HERE/list.txt -o HERE/list.txt",
                "eval HERE/p.csv --columns HERE/list.txt -o HERE/list.txt",
                "eval HERE/p.csv --classes HERE/list.txt -o HERE/list.txt",
                "report HERE/p.csv --classes HERE/list.txt -o HERE/list.txt",
                "list --species-file HERE/list.txt -o HERE/list.txt",
                "verify --species-file HERE/list.txt -o HERE/list.txt",
                "fetch --endpoint-url http://127.0.0.1:1 --catalog HERE/list.txt -o HERE/list.txt",
            })
    void listsStay(String command) throws IOException {
        assertRefused(command, folder.resolve("list.txt"));
    }

    @Test
    void recordingsStay() throws IOException {
        MiniatureRecording recording = data.release().recordings(Split.VAL).get(0);
        Path wav = data.folder().resolve(recording.fileName());
        assertRefused("show " + wav + " -o " + wav, wav);
        assertRefused("show " + wav + " -o DATA/val.json", data.folder().resolve("val.json"));
        assertRefused("list --split val --hash --format csv -o " + wav, wav);
        assertRefused("report HERE/p.csv -o " + wav, wav);
        assertRefused("eval HERE/p.csv --per-class " + wav, wav);
        Path npy = Files.copy(wav, folder.resolve("recording.npy"));
        assertRefused("spectrogram " + npy + " -o " + npy, npy);
        assertRefused("spectrogram " + npy + " -o HERE", npy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p.csv --github-summary",
                "q.csv --classes HERE/p.csv --github-summary",
                "q.csv --baseline HERE/p.csv --github-summary",
                "q.csv -o HERE/p.csv --github-summary",
                "q.csv --per-class HERE/p.csv --github-summary",
            })
    void whatIsReadOrWrittenIsNoSummary(String words) throws IOException {
        Files.copy(folder.resolve("p.csv"), folder.resolve("q.csv"));
        Path file = folder.resolve("p.csv");
        byte[] before = Files.readAllBytes(file);
        String line = "eval --annotations " + data.folder().resolve("test.json") + " HERE/" + words;
        CommandRun.Result result = CommandRun.plain()
                .with("GITHUB_STEP_SUMMARY", file.toString())
                .run(line.replace("HERE", folder.toString()).split(" "));
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("--github-summary: expected another file");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aDashIsNoFileForTheResultsByClass() {
        CommandRun.Result result = data.run("eval", folder.resolve("p.csv").toString(), "--per-class", "-");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: --per-class: expected a file, got -");
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    void foldersStay() throws IOException {
        MiniatureRecording recording = data.release().recordings(Split.VAL).get(0);
        String wav = data.folder().resolve(recording.fileName()).toString();
        Path empty = Files.createDirectory(folder.resolve("empty.png"));
        assertThat(data.run("show", wav, "-o", empty.toString()).code()).isEqualTo(2);
        assertThat(data.run("show", wav, "-o", "-").code()).isEqualTo(2);
        Path out = folder.resolve("out");
        Path inTheWay = Files.createDirectories(out.resolve(recording.fileName().replace(".wav", ".npy")));
        CommandRun.Result result = data.run("spectrogram", "val", "-o", out.toString());
        // One output that can't be written is no reason to stop.
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("there is a folder of this name");
        assertThat(List.of(empty, inTheWay)).allSatisfy(each -> assertThat(each).isEmptyDirectory());
    }

    /** A pipe stands for all that is no file: to try it on a device would replace that, should this fail. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs mkfifo")
    void pipesAreWrittenThrough() throws Exception {
        MiniatureRecording recording = data.release().recordings(Split.VAL).get(0);
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readAllBytes(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        data.ok("show", data.folder().resolve(recording.fileName()).toString(), "-o", pipe.toString());
        assertThat(Files.isRegularFile(pipe)).isFalse();
        assertThat(read.get(10, TimeUnit.SECONDS)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void trainingCountsThatNobodyAskedForStopNoReport() throws IOException {
        Files.writeString(data.folder().resolve("train.json"), "{\"audio\": [");
        CommandRun.Result result = data.run(
                "report",
                folder.resolve("p.csv").toString(),
                "--resamples",
                "0",
                "-o",
                folder.resolve("r.html").toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("warning: left out the number of training recordings: ");
        assertThat(folder.resolve("r.html")).isNotEmptyFile();
    }
}
