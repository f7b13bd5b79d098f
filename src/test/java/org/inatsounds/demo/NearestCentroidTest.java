package org.inatsounds.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.audio.WavReader;
import org.inatsounds.features.BatchInputs;
import org.inatsounds.features.FeatureBatch;
import org.inatsounds.model.Model;
import org.inatsounds.model.ModelDescription;
import org.inatsounds.spectrogram.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that the classifier of the demo becomes scores as the classifier does, which computes it step by step. */
final class NearestCentroidTest {

    private static final int SPECIES = 6;

    @TempDir
    Path folder;

    @Test
    void theModelScoresAsTheClassifierDoes() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        for (int i = 0; i < SPECIES; i++) {
            DemoSpecies species = DemoSpecies.ALL.get(2 * i);
            Files.write(in.resolve(species.id() + "-train.wav"), new DemoRecording(Split.TRAIN, i + 1, species).wav());
            Files.write(in.resolve(species.id() + "-test.wav"), new DemoRecording(Split.TEST, i + 60, species).wav());
        }
        Path features = folder.resolve("features");
        FeatureBatch.of(Preset.INATSOUNDS_2024, BatchInputs.ofFolder(in))
                .into(features)
                .run(Listener.NONE);
        NearestCentroid classifier = new NearestCentroid();
        Map<String, Path> arrays = new LinkedHashMap<>();
        for (int i = 0; i < SPECIES; i++) {
            int id = DemoSpecies.ALL.get(2 * i).id();
            classifier.learn(id, features.resolve(id + "-train.npy"));
            arrays.put(id + "-test.wav", features.resolve(id + "-test.npy"));
        }
        classifier.write(arrays, folder.resolve("expected.csv"));
        Path file = folder.resolve("model.onnx");
        classifier.writeModel(file);
        List<String> rows = Files.readAllLines(folder.resolve("expected.csv"));
        try (Model model = Model.open(file, ModelDescription.find(file, null))) {
            assertThat(rows.get(0)).isEqualTo("file_name," + String.join(",", model.labels()));
            for (String row : rows.subList(1, rows.size())) {
                String[] fields = row.split(",", -1);
                try (WavReader reader = WavReader.open(in.resolve(fields[0]))) {
                    model.scorer().score(reader, fields[0], window -> {
                        // Of more than one window, each is a part.
                        assertThat(window.index()).isZero();
                        for (int i = 0; i < SPECIES; i++) {
                            assertThat((double) window.scores()[i])
                                    .isCloseTo(Double.parseDouble(fields[i + 1]), within(1e-5));
                        }
                    });
                }
            }
        }
    }
}
