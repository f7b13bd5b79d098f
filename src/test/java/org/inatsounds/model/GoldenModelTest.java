package org.inatsounds.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.audio.WavReader;
import org.inatsounds.npy.NpyArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores against those that PyTorch gave, for models with random weights. */
final class GoldenModelTest {

    static final Path MODELS = Path.of("src/test/resources/model");

    private static final Path RECORDINGS = Path.of("src/test/resources/spectrogram/wav");

    static final String MEL = """
            {"input": {"kind": "mel-windows", "preset": "inatsounds-2024"},
             "outputs": [{"name": "logits", "activation": "softmax"}, {"name": "embedding"}]}
            """;

    static final String WAVE = """
            {"input": {"sample_rate": 22050, "window_seconds": 3, "samples": 66150, "shape": ["batch", 66150]},
             "outputs": [{"name": "probabilities", "activation": "none"}, {"name": "embedding"}]}
            """;

    static final String GEO = """
            {"input": {"kind": "coordinates", "order": ["latitude", "longitude"]},
             "outputs": [{"activation": "none"}]}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"birdsong", "chirp", "impulses", "noise"})
    void melWindowsAsPyTorch(String name) throws IOException {
        assertThat(scored("mel.onnx", MEL, name)).hasSize(compared("mel", name, "logits", MEL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"birdsong", "chirp", "impulses", "noise"})
    void waveformsAsPyTorch(String name) throws IOException {
        assertThat(scored("wave.onnx", WAVE, name)).hasSize(compared("wave", name, "probabilities", WAVE));
    }

    @Test
    void placesAsPyTorch() throws IOException {
        NpyArray places = NpyArray.read(MODELS.resolve("geo.at.npy"));
        NpyArray expected = NpyArray.read(MODELS.resolve("geo.probabilities.npy"));
        try (Model model = open("geo.onnx", GEO)) {
            CoordinateScorer scorer = model.coordinateScorer();
            for (int i = 0; i < places.shape()[0]; i++) {
                float[] got = scorer.score(places.value(2 * i), places.value(2 * i + 1), 0);
                for (int c = 0; c < got.length; c++) {
                    assertThat((double) got[c]).isCloseTo(expected.value(i * got.length + c), within(1e-5));
                }
            }
        }
    }

    @Test
    void windowsSayWhereTheyAre() throws IOException {
        List<WindowScores> waves = scored("wave.onnx", WAVE, "birdsong");
        assertThat(waves).extracting(WindowScores::start).containsExactly(0.0, 3.0);
        assertThat(waves.get(1).end()).isCloseTo(5, within(0.01));
        List<WindowScores> mels = scored("mel.onnx", MEL, "birdsong");
        assertThat(mels.get(0).start()).isEqualTo(0);
        assertThat(mels.get(1).start()).isBetween(1.0, 1.5);
        assertThat(mels.get(mels.size() - 1).end()).isCloseTo(5, within(0.01));
        assertThat(mels).extracting(WindowScores::index).startsWith(0, 1, 2);
    }

    private int compared(String model, String name, String output, String json) throws IOException {
        List<WindowScores> got = scored(model + ".onnx", json, name);
        NpyArray scores = NpyArray.read(MODELS.resolve(model + "." + name + "." + output + ".npy"));
        NpyArray embedding = NpyArray.read(MODELS.resolve(model + "." + name + ".embedding.npy"));
        for (WindowScores window : got) {
            compare(window.scores(), scores, window.index());
            compare(window.embedding(), embedding, window.index());
        }
        return scores.shape()[0];
    }

    private static void compare(float[] row, NpyArray expected, int index) {
        assertThat(row).hasSize(expected.shape()[1]);
        for (int c = 0; c < row.length; c++) {
            assertThat((double) row[c]).isCloseTo(expected.value(index * row.length + c), within(5e-4));
        }
    }

    private List<WindowScores> scored(String model, String json, String name) throws IOException {
        List<WindowScores> windows = new ArrayList<>();
        try (Model open = open(model, json);
                WavReader reader = WavReader.open(RECORDINGS.resolve(name + ".wav"))) {
            open.scorer().score(reader, name, windows::add);
        }
        return windows;
    }

    private Model open(String model, String json) throws IOException {
        Path description = Files.writeString(folder.resolve("d.json"), json);
        Path file = MODELS.resolve(model);
        return Model.open(file, ModelDescription.find(file, description.toString()));
    }
}
