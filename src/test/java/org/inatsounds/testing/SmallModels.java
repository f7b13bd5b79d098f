package org.inatsounds.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Models with random weights for {@code predict}, each with its description and its labels beside it. The first labels are the ids of
 * species, the others mean nothing.
 */
public final class SmallModels {

    /** How many scores each gives. */
    public static final int OUTPUTS = 24;

    private SmallModels() {}

    /** Mel windows to logits and an embedding. */
    public static Path mel(Path file, List<MiniatureSpecies> species) {
        return write("mel", file, "labels.txt", labels(species, OUTPUTS), """
                {"input": {"kind": "mel-windows", "preset": "inatsounds-2024"},
                 "outputs": [{"name": "logits", "activation": "softmax"}, {"name": "embedding"}],
                 "labels": "labels.txt"}
                """);
    }

    /** Samples of three seconds to probabilities and an embedding. */
    public static Path wave(Path file, List<MiniatureSpecies> species) {
        return write("wave", file, "labels.txt", labels(species, OUTPUTS), """
                {"input": {"sample_rate": 22050, "window_seconds": 3},
                 "outputs": [{"name": "probabilities", "activation": "none"}, {"name": "embedding"}],
                 "labels": "labels.txt"}
                """);
    }

    /** Latitude and longitude to a value a species. */
    public static Path geo(Path file, List<MiniatureSpecies> species) {
        return write("geo", file, "geo.txt", labels(species, OUTPUTS), """
                {"input": {"kind": "coordinates", "order": ["latitude", "longitude"]}, "outputs": [{"activation": "none"}],
                 "labels": "geo.txt"}
                """);
    }

    private static Path write(String model, Path file, String labelFile, List<String> labels, String description) {
        String name = String.valueOf(file.getFileName());
        try {
            Files.copy(
                    Path.of("src/test/resources/model").resolve(model + ".onnx"),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(file.resolveSibling(name.replaceFirst("\\.onnx$", ".json")), description);
            Files.write(file.resolveSibling(labelFile), labels);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> labels(List<MiniatureSpecies> species, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> i < species.size() ? String.valueOf(species.get(i).id()) : "Other " + (char) ('a' + i))
                .toList();
    }
}
