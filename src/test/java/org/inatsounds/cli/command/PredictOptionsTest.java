package org.inatsounds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.cli.MiniatureData;
import org.inatsounds.testing.SmallModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inatsounds predict} in several parts, and with other windows than are described. */
final class PredictOptionsTest {

    private static final Path BIRDSONG = Path.of("src/test/resources/spectrogram/wav/birdsong.wav");

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

    private List<String> leftovers() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "npy"})
    void theLastOfSeveralJobsWritesWhatOneWouldHaveWritten(String ending) throws IOException {
        Path out = at("out." + ending);
        Path expected = at("expected." + ending);
        ok(at("mel.onnx"), "val", "-o", expected);
        CommandRun.Result first = ok(at("mel.onnx"), "val", "-o", out, "--shard", "3/3");
        assertThat(first.out()).contains("a part of the predictions for");
        assertThat(first.err()).contains("appears when these parts have also ended: 1,2");
        assertThat(out).doesNotExist();
        ok(at("mel.onnx"), "val", "-o", out, "--shard", "1/3");
        // Another batch, whose rows would not belong there.
        ok(at("mel.onnx"), "val", "-o", out, "--shard", "2/3", "--supercategory", "Aves");
        assertThat(out).doesNotExist();
        assertThat(ok(at("mel.onnx"), "val", "-o", out, "--shard", "2/3").out()).contains("predictions in");
        assertThat(out).hasSameBinaryContentAs(expected);
        assertThat(at("out." + ending + ".json")).hasSameBinaryContentAs(at("expected." + ending + ".json"));
        assertThat(leftovers()).isEmpty();
        String whole = data.ok("eval", expected.toString(), "--split", "val", "--format", "json");
        String joined = data.ok("eval", out.toString(), "--split", "val", "--format", "json");
        assertThat(MiniatureData.json(joined).get("metrics"))
                .isEqualTo(MiniatureData.json(whole).get("metrics"));
    }

    @Test
    void aJobThatHasNothingToDoCounts() throws IOException {
        Path in = Files.createDirectories(at("in"));
        Files.copy(BIRDSONG, in.resolve("a.wav"));
        ok(at("wave.onnx"), in, "-o", at("expected.csv"));
        for (int i = 1; i <= 4; i++) {
            assertThat(at("out.csv")).doesNotExist();
            ok(at("wave.onnx"), in, "-o", at("out.csv"), "--shard", i + "/4");
        }
        assertThat(at("out.csv")).hasSameBinaryContentAs(at("expected.csv"));
        assertThat(leftovers()).isEmpty();
        assertThat(run(at("wave.onnx"), in, "--shard", "1/2").err()).contains("--shard: expected --output");
    }

    private List<String> windows(Object... more) throws IOException {
        Object[] args = Stream.concat(
                        Stream.of(at("wave.onnx"), BIRDSONG, "-o", at("windows.csv"), "--per-window"),
                        Arrays.stream(more))
                .toArray();
        ok(args);
        return Files.readAllLines(at("windows.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> cells[1] + "-" + cells[2])
                .toList();
    }

    @Test
    void windowsAreCutAsAsked() throws IOException {
        List<String> described = windows();
        assertThat(described).hasSize(2).first().isEqualTo("0.0-3.0");
        assertThat(windows("--last", "drop")).containsExactly("0.0-3.0");
        List<String> overlapping = windows("--hop-seconds", "1.5");
        assertThat(overlapping).startsWith("0.0-3.0", "1.5-4.5").hasSizeGreaterThan(2);
        // As if the description said it.
        Files.writeString(at("wave.json"), Files.readString(at("wave.json")).replace("3}", "3, \"hop_seconds\": 1.5}"));
        assertThat(windows()).isEqualTo(overlapping);
        assertThat(windows("--hop-seconds", "3")).isEqualTo(described);
        assertThat(Files.readString(at("windows.csv.json"))).contains("\"hop_seconds\": 3");
        ok(at("mel.onnx"), BIRDSONG, "-o", at("mel.csv"), "--per-window", "--hop-seconds", "0.75");
        ok(
                at("mel.onnx"),
                BIRDSONG,
                "-o",
                at("same.csv"),
                "--per-window",
                "--hop-seconds",
                String.valueOf(256 * 128 / 22050.0));
        ok(at("mel.onnx"), BIRDSONG, "-o", at("as-described.csv"), "--per-window");
        assertThat(at("same.csv")).hasSameBinaryContentAs(at("as-described.csv"));
        assertThat(Files.readAllLines(at("mel.csv")))
                .hasSizeGreaterThan(Files.readAllLines(at("same.csv")).size());
    }

    @Test
    void windowsThatCanNotBeAreRefused() {
        assertThat(run(at("wave.onnx"), BIRDSONG, "--hop-seconds", "0").err()).contains("--hop-seconds: expected");
        assertThat(run(at("wave.onnx"), BIRDSONG, "--hop-seconds", "0.00001").err())
                .contains("--hop-seconds: expected");
        assertThat(run(at("wave.onnx"), BIRDSONG, "--hop-seconds", "NaN").err()).contains("--hop-seconds: expected");
        assertThat(run(at("mel.onnx"), BIRDSONG, "--hop-seconds", "9").err()).contains("a window of 512 (2.9722 s)");
        assertThat(run(at("mel.onnx"), BIRDSONG, "--last", "drop").err())
                .contains("--last: expected a model of samples");
        assertThat(run(at("geo.onnx"), "val", "--hop-seconds", "1").err()).contains("got one with coordinates");
        assertThat(run(at("wave.onnx"), BIRDSONG, "--last", "keep").code()).isEqualTo(2);
    }
}
