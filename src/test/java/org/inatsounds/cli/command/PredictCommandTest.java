package org.inatsounds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.cli.Main;
import org.inatsounds.cli.MiniatureData;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Recording;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.npy.NpyArray;
import org.inatsounds.testing.SmallModels;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code inatsounds predict}, inside the test, with models that have random weights. */
final class PredictCommandTest {

    private static final Path MODELS = Path.of("src/test/resources/model");
    private static final Path WAV = Path.of("src/test/resources/spectrogram/wav");
    private static final int RECORDINGS = 12;
    /** Nanoseconds between two looks at what a process has done: far less than a recording takes. */
    private static final long LOOK_EVERY = 200_000;

    private static final int KILLS = Sweep.of(5);

    @TempDir
    static Path shared;

    private static MiniatureData data;

    @TempDir
    Path folder;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(shared);
    }

    @BeforeEach
    void models() {
        SmallModels.mel(at("mel.onnx"), data.release().species());
        SmallModels.wave(at("wave.onnx"), data.release().species());
        SmallModels.geo(at("geo.onnx"), data.release().species());
    }

    private Path at(String name) {
        return folder.resolve(name);
    }

    private CommandRun.Result run(Object... args) {
        return data.run(Stream.concat(Stream.of("predict"), Arrays.stream(args))
                .map(Object::toString)
                .toArray(String[]::new));
    }

    private CommandRun.Result ok(Object... args) {
        CommandRun.Result result = run(args);
        assertThat(result.code()).as(Arrays.toString(args) + result.err()).isZero();
        return result;
    }

    @ParameterizedTest
    @CsvSource({
        "mel, logits, ''",
        "mel, embedding, --embeddings",
        "wave, probabilities, ''",
        "wave, embedding, --embeddings"
    })
    void goldensHoldThroughTheCommandLine(String model, String output, String option) throws IOException {
        List<Object> args =
                new ArrayList<>(List.of(at(model + ".onnx"), WAV, "-o", at("out.npy"), "--per-window", "--jobs", "2"));
        args.addAll(option.isEmpty() ? List.of("--activation", "none") : List.of(option));
        ok(args.toArray());
        NpyArray made = NpyArray.read(at("out.npy"));
        List<String> rows = Files.readAllLines(at("out.rows.txt"));
        assertThat(made.shape()[0]).isEqualTo(rows.size());
        for (String name : List.of("birdsong", "chirp", "impulses", "noise")) {
            NpyArray golden = NpyArray.read(MODELS.resolve(model + "." + name + "." + output + ".npy"));
            int first = rows.indexOf(name + ".wav");
            assertThat(rows.stream().filter((name + ".wav")::equals).count()).isEqualTo(golden.shape()[0]);
            for (int i = 0; i < golden.size(); i++) {
                assertThat(made.value(first * golden.shape()[1] + i)).isCloseTo(golden.value(i), within(5e-4));
            }
        }
    }

    @Test
    void aTableOfWindowsSaysWhereTheyAre() throws IOException {
        ok(at("wave.onnx"), WAV.resolve("birdsong.wav"), "-o", at("out.csv"), "--per-window");
        List<String> lines = Files.readAllLines(at("out.csv"));
        assertThat(lines.get(0)).startsWith("file_name,start,end,12,13,");
        assertThat(lines.get(1)).startsWith("birdsong.wav,0.0,3.0,");
        assertThat(lines.get(2)).startsWith("birdsong.wav,3.0,5.");
        assertThat(lines).hasSize(3);
    }

    @Test
    void aRecordOfTheModelLiesBesideTheOutput() throws IOException {
        ok(at("mel.onnx"), WAV, "-o", at("out.csv"));
        JsonNode json = MiniatureData.json(Files.readString(at("out.csv.json")));
        assertThat(json.get("model_sha256").asText()).hasSize(64);
        assertThat(json.get("preset").asText()).isEqualTo("inatsounds-2024");
        assertThat(json.get("description").asText()).isEqualTo("mel.json");
        assertThat(json.get("inatsounds").asText()).isNotEmpty();
        assertThat(json.get("recordings").asInt())
                .isEqualTo(Files.readAllLines(at("out.csv")).size() - 1);
    }

    @Test
    void evalReadsWhatPredictWrites() throws IOException {
        ok(at("mel.onnx"), "val", "-o", at("out.csv"));
        ok(at("mel.onnx"), "val", "-o", at("out.npy"));
        String table = data.ok("eval", at("out.csv").toString(), "--split", "val", "--format", "json");
        String array = data.ok("eval", at("out.npy").toString(), "--split", "val", "--format", "json");
        assertThat(MiniatureData.json(table).get("metrics"))
                .isEqualTo(MiniatureData.json(array).get("metrics"));
    }

    @Test
    void logitsOfWindowsScoreAsRecordingsDo() throws IOException {
        ok(at("mel.onnx"), "val", "-o", at("out.npy"));
        ok(at("mel.onnx"), "val", "-o", at("logits.npy"), "--per-window", "--activation", "none");
        String pooled = data.ok("eval", at("out.npy").toString(), "--split", "val", "--format", "json");
        String windows = data.ok(
                "eval", at("logits.npy").toString(), "--split", "val", "--format", "json", "--protocol", "authors");
        assertThat(MiniatureData.json(windows).get("metrics"))
                .isEqualTo(MiniatureData.json(pooled).get("metrics"));
    }

    @Test
    void aPriorIsWhatEvalTakes() throws IOException {
        CommandRun.Result prior = ok(at("geo.onnx"), "val", "-o", at("prior.npy"));
        List<String> placed = AnnotationReader.read(data.folder().resolve("val.json")).recordings().stream()
                .filter(Recording::isPlaced)
                .map(Recording::fileName)
                .toList();
        assertThat(Files.readAllLines(at("prior.rows.txt"))).isEqualTo(placed);
        assertThat(prior.err()).contains("have no coordinates");
        // Of test no recording is there, and none is needed.
        ok(at("geo.onnx"), "test", "-o", at("test.csv"));
        ok(at("mel.onnx"), "val", "-o", at("out.npy"));
        String printed = data.ok(
                "eval",
                at("out.npy").toString(),
                "--split",
                "val",
                "--format",
                "json",
                "--prior",
                at("prior.npy").toString());
        assertThat(printed).contains("prior");
    }

    @Test
    void otherFormatsAreDecodedOrForbidden() throws Exception {
        Path flac = at("chirp.flac");
        assumeTrue(LauncherCommand.isInstalled("ffmpeg"), "no ffmpeg");
        Process process = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-nostdin",
                        "-i",
                        WAV.resolve("chirp.wav").toString(),
                        flac.toString())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assumeTrue(process.waitFor() == 0, "this ffmpeg writes no FLAC");
        ok(at("wave.onnx"), WAV.resolve("chirp.wav"), "-o", at("wav.csv"));
        ok(at("wave.onnx"), flac, "-o", at("flac.csv"));
        assertThat(Files.readString(at("flac.csv")).replace(".flac", ".wav"))
                .isEqualTo(Files.readString(at("wav.csv")));
        assertThat(run(at("wave.onnx"), flac, "--decoder", "none").err()).contains("chirp.flac: expected a WAV file");
        data.ok(
                "spectrogram",
                WAV.resolve("chirp.wav").toString(),
                "-o",
                at("wav.npy").toString());
        data.ok("spectrogram", flac.toString(), "-o", at("flac.npy").toString());
        assertThat(at("flac.npy")).hasSameBinaryContentAs(at("wav.npy"));
    }

    /** Killed while it works, again and again, until it comes to its end. */
    @Test
    void resumesAfterKillsWithTheSameBytesInTheEnd() throws Exception {
        Path in = Files.createDirectories(at("many"));
        byte[] sound = Files.readAllBytes(WAV.resolve("birdsong.wav"));
        for (int i = 0; i < RECORDINGS; i++) {
            Files.write(in.resolve("r" + (char) ('a' + i) + ".wav"), sound);
        }
        ok(at("mel.onnx"), in, "-o", at("expected.csv"), "--jobs", "1");
        Path part = at(".out.csv.predict");
        int kills = 0;
        for (int i = 1; i <= KILLS; i++) {
            long before = Files.exists(part) ? Files.size(part) : 0;
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "predict",
                            at("mel.onnx").toString(),
                            in.toString(),
                            "-o",
                            at("out.csv").toString(),
                            "--jobs",
                            "1")
                    .redirectErrorStream(true)
                    .redirectOutput(at("log-" + i).toFile())
                    .start();
            while (process.isAlive() && (!Files.exists(part) || Files.size(part) <= before)) {
                LockSupport.parkNanos(LOOK_EVERY);
            }
            process.destroyForcibly();
            kills += process.waitFor() == 0 ? 0 : 1;
        }
        assertThat(kills).isPositive();
        CommandRun.Result last = ok(at("mel.onnx"), in, "-o", at("out.csv"), "--jobs", "1");
        assertThat(last.err()).contains("resumes: ", " of " + RECORDINGS + " recordings are scored already");
        assertThat(at("out.csv")).hasSameBinaryContentAs(at("expected.csv"));
        assertThat(at("out.csv.json")).hasSameBinaryContentAs(at("expected.csv.json"));
        assertThat(part).doesNotExist();
    }

    @Test
    void whatWasMadeOtherwiseIsNotResumed() throws IOException {
        Path in = Files.createDirectories(at("in"));
        Files.copy(WAV.resolve("chirp.wav"), in.resolve("a.wav"));
        Files.writeString(at(".out.csv.predict"), "inatsounds predict 1 of other settings\nand rows");
        CommandRun.Result result = ok(at("wave.onnx"), in, "-o", at("out.csv"));
        assertThat(result.err()).doesNotContain("resumes");
        assertThat(Files.readAllLines(at("out.csv"))).hasSize(2);
    }

    @Test
    void theHighestScoresAreListed() throws IOException {
        ok(at("wave.onnx"), WAV, "-o", at("top.csv"), "--per-window", "--top", "2");
        assertThat(Files.readAllLines(at("top.csv")).get(0)).isEqualTo("file_name,start,end,label,score");
        ok(at("wave.onnx"), WAV, "-o", at("some.csv"), "--threshold", "0.6");
        Files.readAllLines(at("some.csv")).stream()
                .skip(1)
                .forEach(line -> assertThat(Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                        .isGreaterThanOrEqualTo(0.6));
        assertThat(run(at("wave.onnx"), WAV, "-o", at("some.npy"), "--top", "2").code())
                .isEqualTo(2);
    }

    @Test
    void withoutAFileTheTableIsPrinted() {
        assertThat(ok(at("wave.onnx"), WAV.resolve("chirp.wav")).out())
                .startsWith("file_name,12,")
                .contains("\nchirp.wav,");
    }

    @Test
    void classesWithoutALabelAreNamed() throws IOException {
        List<String> labels = Files.readAllLines(at("labels.txt"));
        labels.set(0, "Unknown thing");
        Files.write(at("labels.txt"), labels);
        CommandRun.Result refused = run(at("mel.onnx"), "val", "-o", at("out.csv"), "--covered", at("covered.txt"));
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("1 of the 15 classes", "12 (Stridulus argenteus)", "--uncovered worst");
        assertThat(at("out.csv")).doesNotExist();
        assertThat(Files.readAllLines(at("covered.txt"))).hasSize(14).doesNotContain("12");

        CommandRun.Result worst = ok(at("mel.onnx"), "val", "-o", at("out.csv"), "--uncovered", "worst");
        assertThat(worst.err()).contains("1 of 15 classes have no label", "below all others");
        assertThat(Files.readAllLines(at("out.csv")).get(1)).contains(".wav,-inf,");
        data.ok("eval", at("out.csv").toString(), "--split", "val");

        ok(at("mel.onnx"), "val", "-o", at("some.csv"), "--classes", at("covered.txt"));
        data.ok(
                "eval",
                at("some.csv").toString(),
                "--split",
                "val",
                "--classes",
                at("covered.txt").toString());
    }

    @Test
    void aBrokenRecordingIsNamedAndTheRestIsScored() throws IOException {
        Path in = Files.createDirectories(at("in"));
        Files.copy(WAV.resolve("chirp.wav"), in.resolve("a.wav"));
        Files.writeString(in.resolve("b.wav"), "no sound");
        CommandRun.Result result = run(at("wave.onnx"), in, "-o", at("out.csv"));
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("b.wav");
        assertThat(Files.readAllLines(at("out.csv"))).hasSize(2);
        assertThat(run(at("wave.onnx"), in.resolve("b.wav"), "-o", at("none.csv"))
                        .code())
                .isEqualTo(4);
        assertThat(at("none.csv")).doesNotExist();
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".predict"));
    }

    @Test
    void whatCantWorkIsRefusedInWords() throws IOException {
        Files.writeString(at("text.onnx"), "no model");
        Files.copy(at("mel.json"), at("text.json"));
        assertThat(run(at("text.onnx"), WAV).err()).contains("text.onnx").doesNotContain("Exception");
        Files.delete(at("mel.json"));
        assertThat(run(at("mel.onnx"), WAV).err()).contains("description", "mel.json", "perch-v2");
        assertThat(run(at("wave.onnx"), WAV, "--model-info", "perch-v3").err()).contains("did you mean perch-v2?");
        assertThat(run(at("geo.onnx"), WAV, "-o", at("x.npy")).err()).contains("coordinates");
        assertThat(run(at("wave.onnx"), WAV, "-o", at("wave.onnx")).err()).contains("--output", "wave.onnx");
        assertThat(run(at("wave.onnx"), WAV, "-o", at("labels.txt"), "--labels", at("labels.txt"))
                        .err())
                .contains("--output");
        assertThat(run(at("wave.onnx"), WAV, "--per-window", "--pool", "max").code())
                .isEqualTo(2);
        Files.copy(at("wave.onnx"), at("other.onnx"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(at("other.json"), Files.readString(at("wave.json")).replace("22050", "48000"));
        assertThat(run(at("other.onnx"), WAV).err()).contains("66150", "144000");
    }

    @Test
    void theOrderOfRowsIsThatOfTheBatchWhateverTheThreads() throws IOException {
        ok(at("wave.onnx"), "val", "-o", at("one.csv"), "--jobs", "1");
        ok(at("wave.onnx"), "val", "-o", at("four.csv"), "--jobs", "4");
        assertThat(at("four.csv")).hasSameBinaryContentAs(at("one.csv"));
        assertThat(Files.readAllLines(at("one.csv")).get(1))
                .startsWith(data.release().recordings(Split.VAL).get(0).fileName());
    }
}
