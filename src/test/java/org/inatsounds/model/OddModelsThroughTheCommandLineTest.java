package org.inatsounds.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.inatsounds.cli.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inatsounds predict} with models that nobody has seen before: they work, or are refused in words. */
final class OddModelsThroughTheCommandLineTest {

    private static final Path RECORDING = Path.of("src/test/resources/spectrogram/wav/birdsong.wav");
    private static final int SECOND = 22_050;

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void name() {
        model = folder.resolve("odd.onnx");
        describe("\"samples\": 22050", "{\"activation\": \"none\"}", "");
    }

    private void describe(String input, String output, String more) {
        write(
                "odd.json",
                "{\"input\": {\"sample_rate\": 22050, " + input + "}, \"outputs\": [" + output + "]" + more + "}");
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandRun.Result run(Object... more) {
        String[] words = new String[3 + more.length];
        words[0] = "predict";
        words[1] = model.toString();
        words[2] = RECORDING.toString();
        for (int i = 0; i < more.length; i++) {
            words[3 + i] = more[i].toString();
        }
        CommandRun.Result result = CommandRun.plain().run(words);
        assertThat(result.err()).as(Arrays.toString(words)).doesNotContain("Exception", "\tat ", "report it");
        assertThat(result.code()).as(result.err()).isIn(0, 2, 3, 4);
        return result;
    }

    private void refused(int code, String... words) {
        CommandRun.Result result = run();
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.err()).contains(words);
        assertThat(result.out()).isEmpty();
    }

    private void works(int columns) {
        CommandRun.Result result = run();
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().lines().findFirst().orElseThrow().split(",", -1))
                .hasSize(1 + columns);
    }

    private static OnnxBytes takes(Object... shape) {
        return new OnnxBytes().input("some input", OnnxBytes.FLOAT, shape);
    }

    @Test
    void otherNamesAndALengthThatIsOpen() {
        takes("N", "T")
                .node("ReduceMean", "some input", "Score:0", OnnxBytes.attribute("keepdims", 1))
                .output("Score:0", OnnxBytes.FLOAT, "N", 1)
                .write(model);
        // The mean over all axes has one row: said, and no stack trace.
        refused(4, "Score:0", "a row for each");
        takes("N", "T")
                .node("ReduceMean", "some input", "Score:0", OnnxBytes.attribute("keepdims", 1), axes(1))
                .output("Score:0", OnnxBytes.FLOAT, "N", "C")
                .write(model);
        works(1);
        describe("\"name\": \"audio\", \"samples\": 22050", "{\"activation\": \"none\"}", "");
        refused(4, "odd.json", "\"audio\"", "\"some input\"");
    }

    private static byte[] axes(int axis) {
        return OnnxBytes.attributes("axes", axis);
    }

    @Test
    void scoresWithADimensionMoreOrLess() {
        takes("N", SECOND)
                .integers("shape", -1, 1, SECOND)
                .node("Reshape", "some input,shape", "y")
                .output("y", OnnxBytes.FLOAT, "N", 1, SECOND)
                .write(model);
        refused(4, "\"y\"", "[batch, length]", "[batch, 1, 22050]");
        takes("N", SECOND)
                .integers("shape", -1)
                .node("Reshape", "some input,shape", "y")
                .output("y", OnnxBytes.FLOAT, "M")
                .write(model);
        refused(4, "\"y\"", "[batch, length]");
    }

    @Test
    void integersAsScores() {
        takes("N", SECOND)
                .node("ArgMax", "some input", "y", OnnxBytes.attribute("axis", 1))
                .output("y", OnnxBytes.INT64, "N", 1)
                .write(model);
        refused(4, "\"y\"", "float");
    }

    @Test
    void halfPrecisionInAndOut() {
        new OnnxBytes()
                .input("x", OnnxBytes.FLOAT16, "N", SECOND)
                .node("ReduceMax", "x", "y", OnnxBytes.attribute("keepdims", 1), axes(1))
                .output("y", OnnxBytes.FLOAT16, "N", 1)
                .write(model);
        works(1);
    }

    @Test
    void twoInputsAndNone() {
        takes("N", SECOND)
                .input("rate", OnnxBytes.FLOAT, 1)
                .node("Mul", "some input,rate", "y")
                .output("y", OnnxBytes.FLOAT, "N", SECOND)
                .write(model);
        refused(4, "2 inputs", "\"rate\"");
        new OnnxBytes()
                .floats("c", List.of(1, 2), 1, 2)
                .node("Identity", "c", "y")
                .output("y", OnnxBytes.FLOAT, 1, 2)
                .write(model);
        refused(4, "0 inputs");
    }

    @Test
    void anOperationThatNobodyKnows() {
        takes("N", SECOND)
                .node("FancyResonator", "some input", "y")
                .output("y", OnnxBytes.FLOAT, "N", SECOND)
                .write(model);
        refused(4, "odd.onnx", "FancyResonator");
    }

    @Test
    void aGraphThatFailsWhenItRuns() {
        takes("N", SECOND)
                .integers("shape", 3, 7)
                .node("Reshape", "some input,shape", "y")
                .output("y", OnnxBytes.FLOAT, "N", "C")
                .write(model);
        refused(4, "birdsong.wav", "odd.onnx", "fails");
    }

    @Test
    void weightsInAFileThatIsNotThere() throws IOException {
        takes("N", SECOND)
                .outside("w", List.of(SECOND, 2), "odd.onnx.data")
                .node("MatMul", "some input,w", "y")
                .output("y", OnnxBytes.FLOAT, "N", 2)
                .write(model);
        refused(4, "odd.onnx.data");
        Files.write(folder.resolve("odd.onnx.data"), new byte[8 * SECOND]);
        works(2);
    }

    @Test
    void filesThatAreNoModels() throws IOException {
        byte[] whole = takes("N", SECOND)
                .floats("w", List.of(SECOND, 1), new float[SECOND])
                .node("MatMul", "some input,w", "y")
                .output("y", OnnxBytes.FLOAT, "N", 1)
                .toBytes();
        for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
            Files.write(model, Arrays.copyOf(whole, length));
            refused(4, "odd.onnx");
        }
        Files.write(model, "PK\u0003\u0004 archive/data.pkl".getBytes(StandardCharsets.ISO_8859_1));
        refused(4, "PyTorch");
        Files.delete(model);
        refused(2, "odd.onnx");
        Files.createDirectory(model);
        assertThat(run().code()).isNotZero();
    }

    @Test
    void labelsThatAreMissingOrTooMany() {
        takes("N", SECOND)
                .floats("w", List.of(SECOND, 2), new float[2 * SECOND])
                .node("MatMul", "some input,w", "y")
                .output("y", OnnxBytes.FLOAT, "N", "C")
                .write(model);
        works(2);
        describe("\"samples\": 22050", "{\"activation\": \"none\"}", ", \"labels\": \"names.txt\"");
        refused(4, "names.txt");
        write("names.txt", "a\nb\nc\n");
        refused(4, "2 scores", "got 3");
        write("names.txt", "a\na\n");
        assertThat(run().err() + run().out()).contains("a");
        write("names.txt", "a\nb\n");
        works(2);
    }

    @Test
    void numbersThatAreNone() {
        takes("N", SECOND)
                .floats("w", List.of(SECOND, 1), new float[SECOND])
                .node("MatMul", "some input,w", "z")
                .node("Div", "z,z", "y")
                .output("y", OnnxBytes.FLOAT, "N", 1)
                .write(model);
        refused(4, "NaN");
    }

    @Test
    void descriptionsThatAskTooMuch() {
        takes("N", "T")
                .node("ReduceMax", "some input", "y", OnnxBytes.attribute("keepdims", 1), axes(1))
                .output("y", OnnxBytes.FLOAT, "N", 1)
                .write(model);
        for (String input : List.of(
                "\"samples\": 268435456",
                "\"window_seconds\": 12000",
                "\"samples\": 0",
                "\"samples\": -1",
                "\"samples\": 1e300",
                "\"window_seconds\": 1e-9",
                "\"samples\": 22050, \"hop_seconds\": 0",
                "\"samples\": 22050, \"hop_samples\": 999999999999",
                "\"samples\": 22050, \"divide_by\": 0",
                "\"samples\": 22050, \"least_seconds\": \"x\"",
                "\"samples\": 22050, \"shape\": []",
                "\"samples\": 22050, \"shape\": {}",
                "\"samples\": 22050, \"dtype\": \"int8\"",
                "\"samples\": [22050]",
                "\"kind\": 7, \"samples\": 22050")) {
            describe(input, "{\"activation\": \"none\"}", "");
            CommandRun.Result result = run();
            assertThat(result.code()).as(input + result.err()).isNotZero();
            assertThat(result.err()).as(input.toLowerCase(Locale.ROOT)).contains("odd.");
        }
        write("odd.json", "[1, 2]");
        assertThat(run().code()).isEqualTo(4);
        write("odd.json", "");
        assertThat(run().code()).isEqualTo(4);
    }
}
