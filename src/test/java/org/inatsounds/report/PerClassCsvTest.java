package org.inatsounds.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluation.Bounds;
import org.inatsounds.evaluation.Evaluation.ClassResult;
import org.inatsounds.evaluation.Evaluation.Metrics;
import org.inatsounds.evaluation.Evaluation.OtherMetrics;
import org.inatsounds.evaluation.Evaluation.Ties;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PerClassCsvTest {

    @TempDir
    private Path folder;

    private Annotations annotations(String commonName, int... categoryOfEach) throws IOException {
        StringBuilder audio = new StringBuilder();
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < categoryOfEach.length; i++) {
            String comma = i == 0 ? "" : ",";
            audio.append(comma).append("{\"id\":" + i + ",\"file_name\":\"test/x/" + i + ".wav\"}");
            labels.append(comma)
                    .append("{\"id\":" + i + ",\"audio_id\":" + i + ",\"category_id\":" + categoryOfEach[i] + "}");
        }
        Path file = Files.writeString(
                folder.resolve("test.json"),
                "{\"audio\":[" + audio + "],\"annotations\":[" + labels + "],\"categories\":["
                        + "{\"id\":3,\"name\":\"Avis rara\",\"common_name\":\"" + commonName + "\"},"
                        + "{\"id\":4,\"name\":\"Felis mia\"}]}");
        return AnnotationReader.read(file);
    }

    private static ClassResult result(int id, String name, double threshold, @Nullable Double rocAuc) {
        Category category = new Category(id, name, "", "Aves", List.of("a", "b", "c", "d", "e", "f", "g"), true);
        return new ClassResult(category, 41, 0.25, 1, 1.0 / 3, 0.5, threshold, rocAuc);
    }

    private static Evaluation evaluation() {
        Metrics metrics = new Metrics(0, 0, 0.0, 0.0);
        Bounds none = new Bounds(0, 0, 0);
        return new Evaluation(
                82,
                2,
                metrics,
                new OtherMetrics(0.0, 0, 0),
                Map.of(),
                Map.of(),
                new Ties(none, none),
                0,
                List.of(),
                List.of(result(3, "Avis rara", Double.NEGATIVE_INFINITY, 0.75), result(5, "Rana \"una\"", -1.5, null)),
                List.of(),
                Map.of());
    }

    @Test
    void oneRowAClassWithEveryDigit() throws IOException {
        StringWriter out = new StringWriter();
        PerClassCsv.write(evaluation(), annotations("Bird, rare", 3), null, out);

        assertThat(out).hasToString("""
                        id,name,common_name,supercategory,recordings,top1,top5,ap,f1,threshold,roc_auc
                        3,Avis rara,"Bird, rare",Aves,41,0.25,1.0,0.3333333333333333,0.5,-inf,0.75
                        5,"Rana ""una""\",,Aves,41,0.25,1.0,0.3333333333333333,0.5,-1.5,
                        """);
    }

    @Test
    void trainingRecordingsAreCountedByCategory() throws IOException {
        StringWriter out = new StringWriter();
        PerClassCsv.write(evaluation(), annotations("Bird", 3), annotations("Bird", 3, 4, 3, 3), out);

        assertThat(out.toString().lines().map(line -> line.substring(line.lastIndexOf(',') + 1)))
                .containsExactly("train_recordings", "3", "0");
    }
}
