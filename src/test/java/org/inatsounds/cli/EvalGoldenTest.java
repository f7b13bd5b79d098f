package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every golden file, as a user would have it scored: the JSON agrees with scikit-learn. */
final class EvalGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/evaluation");
    private static final Offset<Double> TOLERANCE = within(1e-9);

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            continuous,           by_id.csv,             wide CSV,    -
            continuous,           by_dir_audio_id.csv,   wide CSV,    -
            continuous,           by_name_shuffled.tsv,  wide TSV,    -
            continuous,           scores.npy,            npy float64, -
            ties,                 predictions.csv,       wide CSV,    -
            all_equal,            predictions.csv,       wide CSV,    -
            absent_classes,       predictions.csv,       wide CSV,    -
            absent_classes,       scores.npy,            npy float64, -
            long_top8,            predictions.csv,       long CSV,    -
            ranked_top5,          predictions.csv,       ranked CSV,  -
            authors,              sound_avg_preds.csv,   authors CSV, -
            windows_softmax_mean, window_logits.csv,     'wide CSV, softmax, mean of rows', --activation softmax --pool mean
            windows_softmax_max,  window_logits.csv,     'wide CSV, softmax, max of rows',  --activation softmax --pool max
            windows_sigmoid_mean, window_logits.csv,     'wide CSV, sigmoid, mean of rows', --activation sigmoid --pool mean
            """)
    void agreesWithScikitLearn(String name, String file, String layout, String options) throws IOException {
        Path folder = CASES.resolve(name);
        List<String> arguments = new ArrayList<>(List.of(
                "eval",
                folder.resolve(file).toString(),
                "--annotations",
                folder.resolve("test.json").toString(),
                "--format=json"));
        if (options != null) {
            arguments.addAll(List.of(options.split(" ", -1)));
        }

        CommandRun.Result result = CommandRun.plain().run(arguments.toArray(String[]::new));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains(file + " (" + layout + ") against ");
        JsonMapper mapper = new JsonMapper();
        JsonNode expected =
                mapper.readTree(CASES.resolve("expected.json").toFile()).get(name);
        JsonNode actual = mapper.readTree(result.out());
        for (String metric : List.of("top1", "top5", "map", "mf1")) {
            assertSame(metric, actual.at("/metrics/" + metric), expected.path(metric));
        }
        for (String metric : List.of("roc_auc", "micro_top1", "micro_top5")) {
            assertSame(metric, actual.at("/also/" + metric), expected.path(metric));
        }
        expected.get("taxonomy")
                .properties()
                .forEach(rank -> assertSame(rank.getKey(), actual.at("/taxonomy/" + rank.getKey()), rank.getValue()));
    }

    /** A number, or none where scikit-learn has none. */
    private static void assertSame(String name, JsonNode actual, JsonNode expected) {
        assertThat(actual.isNull()).as(name).isEqualTo(expected.isMissingNode());
        if (!expected.isMissingNode()) {
            assertThat(actual.doubleValue()).as(name).isCloseTo(expected.doubleValue(), TOLERANCE);
        }
    }
}
