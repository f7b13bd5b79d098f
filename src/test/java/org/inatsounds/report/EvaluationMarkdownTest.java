package org.inatsounds.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluation.Bounds;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.Evaluation.Metrics;
import org.inatsounds.evaluation.Evaluation.OtherMetrics;
import org.inatsounds.evaluation.Evaluation.Supercategory;
import org.inatsounds.evaluation.Evaluation.Ties;
import org.inatsounds.evaluation.Signature;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table for GitHub, and the confused pairs in each format. */
final class EvaluationMarkdownTest {

    private static final Metrics METRICS = new Metrics(0.44307, 0.72156, 0.46235, 0.52344);
    private static final List<Confusion> CONFUSIONS = List.of(
            new Confusion(category(7, "Parus major"), category(3, "Parus|ater"), 1200, 0.25),
            new Confusion(category(3, "Parus|ater"), category(7, "Parus major"), 3, 0.125),
            new Confusion(category(9, "Rana una"), category(3, "Parus|ater"), 1, 0.0625));

    private static Category category(int id, String name) {
        return new Category(id, name, "", "Aves", List.of("a", "b", "c", "d", "e", "f", "g"), true);
    }

    private static EvaluationReport report(
            @Nullable Double rocAuc, int tied, List<Confusion> confusions, int named, String predictions) {
        Map<String, Double> taxonomy = new LinkedHashMap<>();
        taxonomy.put("kingdom", 1.0);
        taxonomy.put("species", 0.5);
        Evaluation evaluation = new Evaluation(
                49527,
                1212,
                METRICS,
                new OtherMetrics(rocAuc, 0.47, 0.76),
                taxonomy,
                Map.of("Aves", new Supercategory(41036, 939, METRICS)),
                new Ties(new Bounds(tied, 0.4, 0.5), new Bounds(0, 0.7, 0.7)),
                0,
                tied == 0 ? List.of() : List.of("a", "b"),
                List.of(),
                confusions,
                rocAuc == null ? Map.of("roc_auc", "not available: one class") : Map.of());
        Signature signature = new Signature(
                new Signature.Truth("test", "0123456789abcdef"),
                "1212",
                new Signature.Handling("npy float32", "none", "none", "error"),
                "0.1.0");
        return new EvaluationReport(evaluation, "test", predictions, signature, named);
    }

    private static String written(TableFormat format, EvaluationReport report) throws IOException {
        StringWriter out = new StringWriter();
        report.write(format, out);
        return out.toString();
    }

    @Test
    void anOrdinaryResult() throws IOException {
        assertThat(written(TableFormat.MARKDOWN, report(0.8, 0, CONFUSIONS, 0, "p.csv")))
                .isEqualTo("""
                        ### p.csv on test

                        49,527 recordings, 1,212 classes

                        | top1 | top5 | map | mf1 | roc_auc | micro_top1 | micro_top5 |
                        | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                        | 0.4431 | 0.7216 | **0.4624** | 0.5234 | 0.8000 | 0.4700 | 0.7600 |

                        | supercategory | recordings | classes | top1 | top5 | map | mf1 |
                        | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                        | Aves | 41,036 | 939 | 0.4431 | 0.7216 | 0.4624 | 0.5234 |

                        | rank | kingdom | species |
                        | --- | ---: | ---: |
                        | top1 | 1.0000 | 0.5000 |

                        `map:sklearn-ap|ties:smaller-id|split:test|annotations:sha256-0123456789ab|classes:1212|layout:npy|activation:none|pool:none|prior:none|missing:error|version:0.1.0`
                        """);
    }

    @Test
    void whatIsOdd() throws IOException {
        assertThat(written(TableFormat.MARKDOWN, report(null, 7, CONFUSIONS, 2, "my_*`p|.csv")))
                .startsWith("### my\\_\\*\\`p\\|.csv on test\n")
                .contains("| 0.5234 | – | 0.4700 |")
                .contains("""
                        | true class | predicted class | count | share |
                        | --- | --- | ---: | ---: |
                        | Parus major | Parus\\|ater | 1,200 | 0.2500 |
                        | Parus\\|ater | Parus major | 3 | 0.1250 |

                        | ties | recordings | all lost | all won |
                        | --- | ---: | ---: | ---: |
                        | top1 | 7 | 0.4000 | 0.5000 |
                        | top5 | 0 | 0.7000 | 0.7000 |

                        roc\\_auc: not available: one class.

                        2 columns not evaluated, of categories outside the classes.
                        """);
    }

    @Test
    void confusionsInText() throws IOException {
        assertThat(written(TableFormat.TEXT, report(0.8, 0, CONFUSIONS, 2, "p.csv")))
                .contains("""

                          true class   predicted class  count   share
                          Parus major  Parus|ater       1,200  0.2500
                          Parus|ater   Parus major          3  0.1250

                        """);
        assertThat(written(TableFormat.TEXT, report(0.8, 0, CONFUSIONS, 0, "p.csv")))
                .doesNotContain("true class  ");
    }

    @Test
    void confusionsInJson() throws IOException {
        JsonNode json = new JsonMapper()
                .readTree(written(TableFormat.JSON, report(0.8, 0, CONFUSIONS, 9, "p.csv")))
                .get("confusions");

        assertThat(json).hasSize(3);
        assertThat(json.get(0).toString())
                .isEqualTo("{\"true_id\":7,\"true_class\":\"Parus major\",\"predicted_id\":3,"
                        + "\"predicted_class\":\"Parus|ater\",\"count\":1200,\"share\":0.25}");
        assertThat(written(TableFormat.JSON, report(0.8, 0, CONFUSIONS, 0, "p.csv")))
                .doesNotContain("confusions");
    }

    @Test
    void withoutConfusionsItSaysSo() throws IOException {
        EvaluationReport report = report(0.8, 0, List.of(), 5, "p.csv");
        assertThat(written(TableFormat.TEXT, report)).contains("No recording was predicted as another species.");
        assertThat(written(TableFormat.MARKDOWN, report)).contains("No recording was predicted as another species.");
    }

    @Test
    void aSignatureIsOneLineWhateverItsParts() {
        Signature.Handling handling = new Signature.Handling("long", "softmax", "mean", "worst");
        assertThat(new Signature(new Signature.Truth("my split|x\n", "f".repeat(64)), "3", handling, "1.0-SNAPSHOT")
                        .line())
                .isEqualTo("map:sklearn-ap|ties:smaller-id|split:my_split_x_|annotations:sha256-ffffffffffff|classes:3"
                        + "|layout:long|activation:softmax|pool:mean|prior:none|missing:worst|version:1.0-SNAPSHOT");
        assertThat(new Signature(new Signature.Truth("", "f".repeat(64)), "3", handling, "1").line())
                .contains("|split:unknown|");
    }
}
