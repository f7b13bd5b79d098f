package org.inatsounds.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.UsageException;
import org.inatsounds.audio.WavReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that are not as usual: they work, or are refused in words. */
final class OddModelsTest {

    private static final Path RECORDING = Path.of("src/test/resources/spectrogram/wav/birdsong.wav");

    private static final String WAVE = """
            {"input": {"sample_rate": 22050, "samples": 22050},
             "outputs": [{"name": "y", "role": "scores", "activation": "none"}]}
            """;

    @TempDir
    private Path folder;

    /** Scores are the mean of the samples and minus that: {@code [b, n] * [n, 2]}. */
    private static OnnxBytes means(int type, Object batch, int samples) {
        float[] weights = new float[2 * samples];
        for (int i = 0; i < samples; i++) {
            weights[2 * i] = 1f / samples;
            weights[2 * i + 1] = -1f / samples;
        }
        return new OnnxBytes()
                .input("x", type, batch, samples)
                .floats("w", List.of(samples, 2), weights)
                .output("y", type, batch, 2);
    }

    private static OnnxBytes plain(Object batch) {
        return means(OnnxBytes.FLOAT, batch, 22_050).node("MatMul", "x,w", "y");
    }

    private static OnnxBytes cast(int type) {
        return means(type, "batch", 22_050)
                .node("Cast", "x", "x32", OnnxBytes.attribute("to", OnnxBytes.FLOAT))
                .node("MatMul", "x32,w", "y32")
                .node("Cast", "y32", "y", OnnxBytes.attribute("to", type));
    }

    @Test
    void halfAndDoublePrecisionGiveNearlyTheSame() throws IOException {
        List<WindowScores> expected = score(plain("batch"), WAVE);
        for (int type : new int[] {OnnxBytes.FLOAT16, OnnxBytes.DOUBLE}) {
            List<WindowScores> got = score(cast(type), WAVE);
            assertThat(got).hasSameSizeAs(expected);
            for (int i = 0; i < got.size(); i++) {
                assertThat((double) got.get(i).scores()[0])
                        .isCloseTo(expected.get(i).scores()[0], within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "64"})
    void aBatchOfFixedSizeGivesTheSame(int batch) throws IOException {
        List<WindowScores> expected = score(plain("batch"), WAVE);
        List<WindowScores> got = score(plain(batch), WAVE);
        assertThat(got)
                .hasSize(5)
                .extracting(w -> w.scores()[0])
                .isEqualTo(expected.stream().map(w -> w.scores()[0]).toList());
    }

    @Test
    void moreDimensionsOfLengthOneAreFed() throws IOException {
        OnnxBytes graph = new OnnxBytes()
                .input("x", OnnxBytes.FLOAT, "batch", 1, 22_050)
                .integers("shape", -1, 22_050)
                .node("Reshape", "x,shape", "y")
                .output("y", OnnxBytes.FLOAT, "batch", 22_050);
        String json = WAVE.replace("\"samples\": 22050", "\"samples\": 22050, \"shape\": [\"batch\", 1, 22050]");
        assertThat(score(graph, json)).hasSize(5);
    }

    @Test
    void twoInputsAreRefused() {
        OnnxBytes graph = new OnnxBytes()
                .input("x", OnnxBytes.FLOAT, "batch", 22_050)
                .input("sensitivity", OnnxBytes.FLOAT, 1)
                .node("Add", "x,sensitivity", "y")
                .output("y", OnnxBytes.FLOAT, "batch", 22_050);
        refused(graph, WAVE, BadInputException.class).hasMessageContainingAll("2 inputs", "\"x\", \"sensitivity\"");
    }

    @Test
    void readyMadePicturesAreRefused() {
        OnnxBytes graph = new OnnxBytes()
                .input("pixels", OnnxBytes.FLOAT, "batch", 3, 224, 224)
                .node("Flatten", "pixels", "y")
                .output("y", OnnxBytes.FLOAT, "batch", 3 * 224 * 224);
        refused(
                        graph,
                        "{\"input\": {\"kind\": \"mel-windows\", \"preset\": \"inatsounds-2024\"},"
                                + "\"outputs\": [{\"activation\": \"softmax\"}]}",
                        BadInputException.class)
                .hasMessageContainingAll("[batch, 3, 224, 224]", "docs/predict.md");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"samples\": 22050 | \"samples\": 48000 | the shape of input|expected [batch, 48000]|got [batch, 22050]",
                "\"name\": \"y\" | \"name\": \"logits\" | the name of the scores|expected \"logits\"|got \"y\"",
                "\"samples\": 22050 | \"samples\": 22050, \"name\": \"audio\" | the name of the input|\"audio\"|\"x\"",
                "\"samples\": 22050 | \"samples\": 22050, \"dtype\": \"float16\" | the type of input|float16|float32",
                "\"role\" | \"shape\": [\"batch\", 7], \"role\" | the shape of output|[batch, 7]|[batch, 2]"
            })
    void whatDiffersIsSaid(String part, String other, String what, String expected, String got) {
        refused(plain("batch"), WAVE.replace(part, other), BadInputException.class)
                .hasMessageContainingAll(what, expected, got);
    }

    @Test
    void anotherNumberOfLabelsIsSaid() {
        refused(
                        plain("batch"),
                        WAVE.replaceFirst("\\{", "{\"labels\": [\"a\", \"b\", \"c\"], "),
                        BadInputException.class)
                .hasMessageContainingAll("each of the 2 scores, got 3", "heading");
        refused(plain("batch"), WAVE.replaceFirst("\\{", "{\"classes\": 4, "), BadInputException.class)
                .hasMessageContainingAll("the number of classes", "expected 4", "got 2");
    }

    @Test
    void aMissingLabelFileIsSaid() {
        refused(plain("batch"), WAVE.replaceFirst("\\{", "{\"labels\": \"names.txt\", "), BadInputException.class)
                .hasMessageContainingAll("names.txt", "no such file");
        refused(
                        plain("batch"),
                        WAVE.replaceFirst("\\{", "{\"labels\": {\"form\": \"lines\"}, "),
                        BadInputException.class)
                .hasMessageContainingAll("m.labels.txt", "labels.txt");
    }

    /** A sigmoid twice gives numbers that look right. */
    @Test
    void anActivationThatIsThereAlreadyIsRefused() {
        OnnxBytes graph = means(OnnxBytes.FLOAT, "batch", 22_050)
                .node("MatMul", "x,w", "logits")
                .node("Sigmoid", "logits", "p")
                .node("Identity", "p", "y");
        refused(graph, WAVE.replace("\"none\"", "\"sigmoid\""), BadInputException.class)
                .hasMessageContainingAll("Sigmoid already", "\"activation\": \"none\"");
        refused(graph, WAVE.replace("\"none\"", "\"softmax\""), BadInputException.class)
                .hasMessageContaining("already");
    }

    @Test
    void aManifestSaysWhatWasDone() throws IOException {
        OnnxBytes sigmoid = means(OnnxBytes.FLOAT, "batch", 22_050)
                .node("MatMul", "x,w", "logits")
                .node("Sigmoid", "logits", "y");
        String manifest = """
                {"schema": 1, "models": [
                  {"path": "full/other.onnx", "input": {}, "outputs": []},
                  {"path": "full/m.onnx", "classes": 2,
                   "input": {"sample_rate": 22050, "window_seconds": 1, "samples": 22050, "shape": ["batch", 22050],
                     "dtype": "float32"},
                   "outputs": [{"name": "y", "shape": ["batch", 2], "activation": "sigmoid", "multi_label": true}]}]}
                """;
        assertThat(score(sigmoid, manifest).get(0).scores()[0]).isBetween(0.4f, 0.6f);
        refused(plain("batch"), manifest, BadInputException.class)
                .hasMessageContainingAll("manifest says", "sigmoid", "MatMul");
        Files.move(folder.resolve("m.onnx"), folder.resolve("n.onnx"));
        assertThatThrownBy(() -> ModelDescription.find(
                        folder.resolve("n.onnx"), folder.resolve("d.json").toString()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("a manifest of 2 models", "n.onnx");
    }

    @Test
    void anotherChecksumIsRefused() {
        refused(
                        plain("batch"),
                        WAVE.replaceFirst("\\{", "{\"sha256\": \"" + "0".repeat(64) + "\", "),
                        DataMismatchException.class)
                .hasMessageContainingAll("expected a model with the SHA-256 000", "got ");
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        OnnxBytes graph = new OnnxBytes()
                .input("x", OnnxBytes.FLOAT, "batch", 22_050)
                .node("Sub", "x,x", "zero")
                .node("Div", "zero,zero", "y")
                .output("y", OnnxBytes.FLOAT, "batch", 22_050);
        refused(graph, WAVE, BadInputException.class).hasMessageContainingAll("birdsong", "NaN", "\"y\"");
    }

    @Test
    void aSpatialOutputIsNoEmbedding() {
        OnnxBytes graph = plain("batch")
                .integers("shape", -1, 5, 5, 882)
                .node("Reshape", "x,shape", "z")
                .output("z", OnnxBytes.FLOAT, "batch", 5, 5, 882);
        refused(
                        graph,
                        WAVE.replace("\"none\"}", "\"none\"}, {\"name\": \"z\", \"role\": \"embedding\"}"),
                        BadInputException.class)
                .hasMessageContainingAll("\"z\" (embedding)", "[batch, length]", "[batch, 5, 5, 882]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version https://git-lfs.github.com/spec/v1 | Git LFS",
                "0000TFL3 | TensorFlow Lite",
                "<!DOCTYPE html> | a web page",
                "any text at all | expected a model in ONNX form"
            })
    void whatIsNoModelIsSaid(String content, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("m.onnx"), content);
        Files.writeString(folder.resolve("m.json"), WAVE);
        assertThatThrownBy(() -> Model.open(file, ModelDescription.find(file, null)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(file.toString(), expected);
    }

    @Test
    void aModelThatWasCutShortIsSaid() throws IOException {
        byte[] bytes = plain("batch").toBytes();
        Path file = Files.write(folder.resolve("m.onnx"), Arrays.copyOf(bytes, bytes.length / 2));
        Files.writeString(folder.resolve("m.json"), WAVE);
        assertThatThrownBy(() -> Model.open(file, ModelDescription.find(file, null)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("truncated");
    }

    @Test
    void aMissingModelIsSaid() throws IOException {
        Files.writeString(folder.resolve("m.json"), WAVE);
        Path file = folder.resolve("m.onnx");
        assertThatThrownBy(() -> Model.open(file, ModelDescription.find(file, null)))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll(file.toString(), "no such file");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(
            OnnxBytes graph, String json, Class<? extends InatsoundsException> kind) {
        return assertThatThrownBy(() -> score(graph, json)).isInstanceOf(kind);
    }

    private List<WindowScores> score(OnnxBytes graph, String json) throws IOException {
        Path file = graph.write(folder.resolve("m.onnx"));
        Path description = Files.writeString(folder.resolve("d.json"), json);
        List<WindowScores> windows = new ArrayList<>();
        try (Model model = Model.open(file, ModelDescription.find(file, description.toString()));
                WavReader reader = WavReader.open(RECORDING)) {
            model.scorer().score(reader, RECORDING.toString(), windows::add);
        }
        return windows;
    }
}
