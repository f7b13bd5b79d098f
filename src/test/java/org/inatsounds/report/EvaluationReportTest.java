package org.inatsounds.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluation.Bounds;
import org.inatsounds.evaluation.Evaluation.Metrics;
import org.inatsounds.evaluation.Evaluation.OtherMetrics;
import org.inatsounds.evaluation.Evaluation.Supercategory;
import org.inatsounds.evaluation.Evaluation.Ties;
import org.inatsounds.evaluation.Signature;
import org.junit.jupiter.api.Test;

final class EvaluationReportTest {

    private static final Metrics METRICS =
            new Metrics(0.4430674815292937, 0.7215633219914529, 0.4623518627457517, 0.5234359735778059);
    private static final Ties NO_TIES =
            new Ties(new Bounds(0, METRICS.top1(), METRICS.top1()), new Bounds(0, METRICS.top5(), METRICS.top5()));

    private static final Signature SIGNATURE = new Signature(
            new Signature.Truth("test", "0123456789abcdef"),
            "1212",
            new Signature.Handling("wide CSV", "none", "none", "error"),
            "0.1.0");

    private static Map<String, Double> taxonomy() {
        Map<String, Double> taxonomy = new LinkedHashMap<>();
        for (String rank : List.of("kingdom", "phylum", "class", "order", "family", "genus", "species")) {
            taxonomy.put(rank, 1.0 / (taxonomy.size() + 1));
        }
        return taxonomy;
    }

    private static Map<String, Supercategory> supercategories() {
        Map<String, Supercategory> supercategories = new LinkedHashMap<>();
        supercategories.put("Amphibia", new Supercategory(4081, 118, new Metrics(0.5, 0.75, 0.25, 1.0)));
        supercategories.put("Aves", new Supercategory(41036, 939, METRICS));
        return supercategories;
    }

    private static Evaluation evaluation(
            OtherMetrics others, Ties ties, List<String> columns, Map<String, String> notes) {
        return new Evaluation(
                49527,
                1212,
                METRICS,
                others,
                taxonomy(),
                supercategories(),
                ties,
                0,
                columns,
                List.of(),
                List.of(),
                notes);
    }

    private static Evaluation ordinary() {
        return evaluation(new OtherMetrics(0.8376740299644339, 0.47, 0.76), NO_TIES, List.of(), Map.of());
    }

    private static Evaluation odd() {
        return evaluation(
                new OtherMetrics(null, 0.47, 0.76),
                new Ties(new Bounds(1, 0.44, 0.45), new Bounds(1234, 0.7, 0.8)),
                IntStream.range(0, 4357).mapToObj(i -> "column_" + i).toList(),
                Map.of("roc_auc", "there is only one class with recordings, so it has no negatives"));
    }

    private static String written(TableFormat format, Evaluation evaluation) throws IOException {
        StringWriter out = new StringWriter();
        new EvaluationReport(evaluation, "test", "predictions.csv", SIGNATURE, 0).write(format, out);
        return out.toString();
    }

    @Test
    void textOfAnOrdinaryResult() throws IOException {
        assertThat(written(TableFormat.TEXT, ordinary())).isEqualTo("""
                        predictions.csv: 49,527 recordings of 1,212 classes in test

                          top1        0.4431  true class ranked first
                          top5        0.7216  true class among the first five
                          map         0.4624  average precision, the dataset's primary metric
                          mf1         0.5234  best F1

                          roc_auc     0.8377  area under the ROC curve
                          micro_top1  0.4700  as top1, over recordings
                          micro_top5  0.7600  as top5, over recordings

                        Means over classes, except for the two over recordings.

                          supercategory  recordings  classes    top1    top5     map     mf1
                          Amphibia            4,081      118  0.5000  0.7500  0.2500  1.0000
                          Aves               41,036      939  0.4431  0.7216  0.4624  0.5234

                          rank  kingdom  phylum   class   order  family   genus  species
                          top1   1.0000  0.5000  0.3333  0.2500  0.2000  0.1667   0.1429

                        signature map:sklearn-ap|ties:smaller-id|split:test|annotations:sha256-0123456789ab|classes:1212|layout:wide|activation:none|pool:none|prior:none|missing:error|version:0.1.0
                        """);
    }

    @Test
    void textTellsWhatIsOdd() throws IOException {
        assertThat(written(TableFormat.TEXT, odd()))
                .contains("  roc_auc          -  area under the ROC curve\n")
                .contains("""

                        Means over classes, except for the two over recordings.
                        No roc_auc: there is only one class with recordings, so it has no negatives.
                        """)
                .endsWith("""

                        In ties the smaller category id wins. If the true class lost or won them all:

                          ties  recordings  all lost  all won
                          top1           1    0.4400   0.4500
                          top5       1,234    0.7000   0.8000

                        4,357 columns not evaluated, of categories outside the 1,212 classes:
                          column_0
                          column_1
                          column_2
                          column_3
                          column_4
                          and 4,352 more

                        signature %s
                        """.formatted(SIGNATURE.line()));
    }

    @Test
    void textFitsATerminalAndDependsOnNoLanguage() throws IOException {
        String text = written(TableFormat.TEXT, odd());
        // The signature is to be copied, so it is not broken.
        assertThat(text.lines())
                .allMatch(line ->
                        (line.length() <= 80 || line.startsWith("signature ")) && line.equals(line.stripTrailing()));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(written(TableFormat.TEXT, odd())).isEqualTo(text);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void jsonHasTheKeysThatScriptsRead() throws IOException {
        JsonNode json = new JsonMapper().readTree(written(TableFormat.JSON, ordinary()));

        assertThat(names(json))
                .containsExactly(
                        "schema_version",
                        "signature",
                        "split",
                        "recordings",
                        "classes",
                        "metrics",
                        "also",
                        "taxonomy",
                        "supercategories",
                        "ties",
                        "missing_recordings",
                        "columns_not_evaluated",
                        "notes");
        assertThat(names(json.get("metrics"))).containsExactly("top1", "top5", "map", "mf1");
        assertThat(names(json.get("also"))).containsExactly("roc_auc", "micro_top1", "micro_top5");
        assertThat(names(json.get("taxonomy")))
                .containsExactly("kingdom", "phylum", "class", "order", "family", "genus", "species");
        assertThat(names(json.get("supercategories"))).containsExactly("Amphibia", "Aves");
        assertThat(names(json.at("/supercategories/Aves")))
                .containsExactly("recordings", "classes", "top1", "top5", "map", "mf1");
    }

    @Test
    void jsonHasEveryDigit() throws IOException {
        JsonNode json = new JsonMapper().readTree(written(TableFormat.JSON, ordinary()));

        assertThat(json.get("schema_version").intValue()).isEqualTo(1);
        assertThat(json.get("signature").textValue()).isEqualTo(SIGNATURE.line());
        assertThat(json.get("split").textValue()).isEqualTo("test");
        assertThat(json.get("recordings").intValue()).isEqualTo(49527);
        assertThat(json.get("classes").intValue()).isEqualTo(1212);
        assertThat(json.at("/metrics/top1").doubleValue()).isEqualTo(METRICS.top1());
        assertThat(json.at("/metrics/top5").doubleValue()).isEqualTo(METRICS.top5());
        assertThat(json.at("/metrics/map").doubleValue()).isEqualTo(METRICS.map());
        assertThat(json.at("/metrics/mf1").doubleValue()).isEqualTo(METRICS.mf1());
        assertThat(json.at("/also/roc_auc").doubleValue()).isEqualTo(0.8376740299644339);
        assertThat(json.at("/also/micro_top1").doubleValue()).isEqualTo(0.47);
        assertThat(json.at("/also/micro_top5").doubleValue()).isEqualTo(0.76);
        assertThat(json.at("/taxonomy/class").doubleValue()).isEqualTo(1.0 / 3);
        assertThat(json.at("/supercategories/Amphibia/recordings").intValue()).isEqualTo(4081);
        assertThat(json.at("/supercategories/Amphibia/classes").intValue()).isEqualTo(118);
        assertThat(json.at("/supercategories/Aves/map").doubleValue()).isEqualTo(METRICS.map());
        assertThat(json.at("/ties/top1/recordings").intValue()).isZero();
        assertThat(json.get("missing_recordings").intValue()).isZero();
        assertThat(json.get("columns_not_evaluated")).isEmpty();
        assertThat(json.get("notes")).isEmpty();
    }

    @Test
    void jsonTellsWhatIsOdd() throws IOException {
        JsonNode json = new JsonMapper().readTree(written(TableFormat.JSON, odd()));

        assertThat(json.at("/also/roc_auc").isNull()).isTrue();
        assertThat(json.at("/notes/roc_auc").textValue())
                .isEqualTo("there is only one class with recordings, so it has no negatives");
        assertThat(json.at("/ties/top5/recordings").intValue()).isEqualTo(1234);
        assertThat(json.at("/ties/top5/pessimistic").doubleValue()).isEqualTo(0.7);
        assertThat(json.at("/ties/top1/optimistic").doubleValue()).isEqualTo(0.45);
        assertThat(json.get("columns_not_evaluated")).hasSize(4357);
        assertThat(json.at("/columns_not_evaluated/1").textValue()).isEqualTo("column_1");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
