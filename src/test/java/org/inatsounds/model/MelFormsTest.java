package org.inatsounds.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inatsounds.BadInputException;
import org.inatsounds.audio.WavReader;
import org.inatsounds.features.PresetFacts;
import org.inatsounds.npy.NpyArray;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.spectrogram.Spectrograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mel windows in the forms that models want them: the model gives back what it was fed with. */
final class MelFormsTest {

    private static final Path RECORDING = Path.of("src/test/resources/spectrogram/wav/chirp.wav");

    /** {@code [128, T]}, row 0 is the highest frequency. */
    private static final NpyArray PIXELS =
            NpyArray.read(Path.of("src/test/resources/spectrogram/expected/inatsounds-2024/chirp.npy"));

    private static final int BANDS = 128;

    @TempDir
    private Path folder;

    private String preset = "\"inatsounds-2024\"";

    @Test
    void pixelsAsFloatsAreScaledAsDescribed() throws IOException {
        List<float[]> windows = fed(
                OnnxBytes.FLOAT,
                List.of(1, BANDS, 512),
                "\"dtype\": \"float32\", \"shape\": [\"batch\", 1, 128, 512], \"divide_by\": 255, \"mean\": 0.6569, \"std\": 0.1786");
        assertWindows(windows, 512, 256, false, 0.021);
    }

    @Test
    void timeMayComeFirst() throws IOException {
        List<float[]> windows = fed(
                OnnxBytes.FLOAT,
                List.of(512, BANDS),
                "\"dtype\": \"float32\", \"layout\": \"time-mel\", \"divide_by\": 255, \"mean\": 0.6569, \"std\": 0.1786");
        assertWindows(windows, 512, 256, true, 0.021);
    }

    @Test
    void windowsMayBeShorter() throws IOException {
        List<float[]> windows = fed(
                OnnxBytes.FLOAT,
                List.of(BANDS, 100),
                "\"dtype\": \"float32\", \"frames\": 100, \"hop_frames\": 70, \"divide_by\": 255, \"mean\": 0.6569, \"std\": 0.1786");
        assertWindows(windows, 100, 70, false, 0.021);
    }

    @Test
    void numbersOfThePresetMayDiffer() throws IOException {
        preset = "{\"preset\": \"librosa\", \"hop\": 1024, \"mels\": 20, \"with_constant\": false, \"f\": null}";
        assertThatThrownBy(() -> fed(OnnxBytes.FLOAT, List.of(20, 16), "\"frames\": 16"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("input.preset: \"f\" is missing");
        preset = preset.replace(", \"f\": null", "");
        List<float[]> windows = fed(OnnxBytes.FLOAT, List.of(20, 16), "\"frames\": 16, \"hop_frames\": 16");

        Preset expected =
                PresetFacts.preset(Map.of("preset", "librosa", "hop", "1024", "mels", "20", "with_constant", "false"));
        try (Spectrogram spectrogram = Spectrograms.of(expected).read(RECORDING)) {
            int frames = spectrogram.frames();
            int n = (int) Math.ceil((frames - 16) / 16.0);
            int before = (16 * n + 16 - frames) / 2;
            assertThat(windows).hasSize(n + 1);
            for (int band = 0; band < 20; band++) {
                assertThat(windows.get(0)[band * 16 + before]).isEqualTo(spectrogram.value(band, 0));
                assertThat(windows.get(1)[band * 16]).isEqualTo(spectrogram.value(band, 16 - before));
            }
        }
    }

    /** The rule of windows as it is written; some pixels of this recording are one level off, or three. */
    private static void assertWindows(List<float[]> windows, int length, int hop, boolean timeFirst, double level) {
        int frames = PIXELS.shape()[1];
        int n = frames <= length ? 0 : (int) Math.ceil((frames - length) / (double) hop);
        int before = (hop * n + length - frames) / 2;
        assertThat(windows).hasSize(n + 1);
        for (int w = 0; w <= n; w++) {
            for (int band = 0; band < BANDS; band++) {
                for (int i = 0; i < length; i++) {
                    int frame = w * hop + i - before;
                    double pixel = frame < 0 || frame >= frames
                            ? 0
                            : PIXELS.value((timeFirst ? BANDS - 1 - band : band) * frames + frame);
                    double got = windows.get(w)[timeFirst ? i * BANDS + band : band * length + i];
                    assertThat(got).isCloseTo((pixel / 255 - 0.6569) / 0.1786, within(3.1 * level + 1e-5));
                }
            }
        }
    }

    private List<float[]> fed(int type, List<Integer> shape, String fields) throws IOException {
        int elements = shape.stream().reduce(1, (a, b) -> a * b);
        List<Object> lengths = new ArrayList<>(shape);
        lengths.add(0, "batch");
        Path file = new OnnxBytes()
                .input("x", type, lengths.toArray())
                .integers("shape", -1, elements)
                .node("Reshape", "x,shape", "y")
                .output("y", OnnxBytes.FLOAT, "batch", elements)
                .write(folder.resolve("m.onnx"));
        Files.writeString(
                folder.resolve("MODEL.json"),
                "{\"input\": {\"kind\": \"mel-windows\", \"preset\": " + preset + ", " + fields
                        + "}, \"outputs\": [{\"activation\": \"none\"}]}");
        List<float[]> windows = new ArrayList<>();
        try (Model model = Model.open(file, ModelDescription.find(file, null));
                WavReader reader = WavReader.open(RECORDING)) {
            model.scorer().score(reader, "chirp", window -> windows.add(window.scores()));
        }
        return windows;
    }
}
