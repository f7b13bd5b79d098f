package org.inatsounds.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places as a model wants them: it gives back what it was fed with. */
final class CoordinateScorerTest {

    @TempDir
    private Path folder;

    @Test
    void sinesAndCosinesAreThoseOfSinr() throws IOException {
        float[] got = fed(
                "\"order\": [\"sin_longitude\", \"sin_latitude\", \"cos_longitude\", \"cos_latitude\"]", 4, 45, -90, 1);
        double[] expected = {
            Math.sin(Math.PI * -0.5), Math.sin(Math.PI * 0.5), Math.cos(Math.PI * -0.5), Math.cos(Math.PI * 0.5)
        };
        for (int i = 0; i < 4; i++) {
            assertThat((double) got[i]).isCloseTo(expected[i], within(1e-6));
        }
    }

    @Test
    void latitudeLongitudeAndWeekAreUsual() throws IOException {
        assertThat(fed("\"shape\": [\"batch\", 3]", 3, 42.5, -72, 48)).containsExactly(42.5f, -72, 48);
        assertThat(fed("\"shape\": [1, 2]", 2, 42.5, -72, 0)).containsExactly(42.5f, -72);
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatThrownBy(() -> fed("\"shape\": [\"batch\", 3]", 3, 91, 0, 1)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> fed("\"shape\": [\"batch\", 3]", 3, 0, Double.NaN, 1))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> fed("\"shape\": [\"batch\", 3]", 3, 0, 0, 49))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("1 to 48");
    }

    private float[] fed(String fields, int count, double latitude, double longitude, int week) throws IOException {
        Path file = new OnnxBytes()
                .input("x", OnnxBytes.FLOAT, "batch", count)
                .node("Identity", "x", "y")
                .output("y", OnnxBytes.FLOAT, "batch", count)
                .write(folder.resolve("m.onnx"));
        Files.writeString(
                folder.resolve("m.json"),
                "{\"input\": {\"kind\": \"coordinates\", " + fields + "}, \"outputs\": [{\"activation\": \"none\"}]}");
        try (Model model = Model.open(file, ModelDescription.find(file, null))) {
            return model.coordinateScorer().score(latitude, longitude, week);
        }
    }
}
