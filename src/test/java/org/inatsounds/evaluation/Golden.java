package org.inatsounds.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.GroundTruth.Recording;

/** The cases under {@code src/test/resources/evaluation}: predictions, annotations, and what scikit-learn says of them. */
final class Golden {

    private static final List<String> LINEAGE =
            List.of("kingdom", "phylum", "class", "order", "family", "genus", "specific_epithet");

    private Golden() {}

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(Golden.class.getResource("/evaluation/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode expected(String name) throws IOException {
        return new ObjectMapper().readTree(file("expected.json").toFile()).path(name);
    }

    static GroundTruth truth(String name) throws IOException {
        JsonNode json = new ObjectMapper().readTree(file(name + "/test.json").toFile());
        Map<Integer, Integer> categoryOf = new HashMap<>();
        for (JsonNode annotation : json.path("annotations")) {
            categoryOf.put(
                    annotation.path("audio_id").asInt(),
                    annotation.path("category_id").asInt());
        }
        List<Recording> recordings = new ArrayList<>();
        for (JsonNode audio : json.path("audio")) {
            int id = audio.path("id").asInt();
            recordings.add(new Recording(id, audio.path("file_name").asText(), categoryOf.getOrDefault(id, -1)));
        }
        List<Category> categories = new ArrayList<>();
        for (JsonNode category : json.path("categories")) {
            categories.add(new Category(
                    category.path("id").asInt(),
                    category.path("name").asText(),
                    category.path("audio_dir_name").asText(),
                    category.path("supercategory").asText(),
                    LINEAGE.stream().map(rank -> category.path(rank).asText()).toList(),
                    category.path("evaluation").asInt() == 1));
        }
        return new GroundTruth(recordings, categories);
    }
}
