package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.Missing;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.evaluation.predictions.Reading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agreement with scikit-learn 1.2.1. */
final class GoldenTest {

    private static final Offset<Double> TOLERANCE = within(1e-9);

    @ParameterizedTest
    @CsvSource({
        "continuous, by_id.csv, NONE, , wide CSV",
        "continuous, by_name_shuffled.tsv, NONE, , wide TSV",
        "continuous, by_dir_audio_id.csv, NONE, , wide CSV",
        "continuous, scores.npy, NONE, , npy float64",
        "ties, predictions.csv, NONE, , wide CSV",
        "all_equal, predictions.csv, NONE, , wide CSV",
        "absent_classes, predictions.csv, NONE, , wide CSV",
        "absent_classes, scores.npy, NONE, , npy float64",
        "long_top8, predictions.csv, NONE, , long CSV",
        "authors, sound_avg_preds.csv, NONE, , authors CSV",
        "windows_softmax_mean, window_logits.csv, SOFTMAX, MEAN, 'wide CSV, softmax, mean of rows'",
        "windows_softmax_max, window_logits.csv, SOFTMAX, MAX, 'wide CSV, softmax, max of rows'",
        "windows_sigmoid_mean, window_logits.csv, SIGMOID, MEAN, 'wide CSV, sigmoid, mean of rows'",
    })
    void agrees(String name, String file, Activation activation, @Nullable Pool pool, String layout)
            throws IOException {
        JsonNode expected = Golden.expected(name);
        Reading reading = new Reading(null, Order.BY_ANNOTATIONS, activation, pool, Missing.ERROR);

        Evaluation actual;
        try (Predictions predictions =
                Predictions.open(Golden.file(name + "/" + file), Golden.truth(name), reading, Reading.Watch.NONE)) {
            assertThat(predictions.layout()).isEqualTo(layout);
            actual = Evaluator.evaluate(predictions, 2, Progress.NONE);
        }

        assertRanks(actual, expected);
        assertThat(actual.metrics().map()).isCloseTo(number(expected, "map"), TOLERANCE);
        assertThat(actual.metrics().mf1()).isCloseTo(number(expected, "mf1"), TOLERANCE);
        assertThat(Objects.requireNonNull(actual.others().rocAuc())).isCloseTo(number(expected, "roc_auc"), TOLERANCE);
        // Notes on the numbers of the file are another test's: some of these are logits, or lists.
        assertThat(actual.notes()).doesNotContainKeys("map", "mf1", "roc_auc", "missing_recordings", "classes");
    }

    @Test
    void ranksHaveNoScores() throws IOException {
        Evaluation actual;
        try (Predictions predictions = Predictions.open(
                Golden.file("ranked_top5/predictions.csv"), Golden.truth("ranked_top5"), Order.BY_ANNOTATIONS)) {
            assertThat(predictions.layout()).isEqualTo("ranked CSV");
            actual = Evaluator.evaluate(predictions, 2, Progress.NONE);
        }

        assertRanks(actual, Golden.expected("ranked_top5"));
        assertThat(actual.metrics().map()).isNull();
        assertThat(actual.metrics().mf1()).isNull();
        assertThat(actual.others().rocAuc()).isNull();
        assertThat(actual.perClass()).allMatch(one -> one.ap() == null && one.f1() == null && one.threshold() == null);
        assertThat(actual.notes().keySet()).containsExactly("map", "mf1", "roc_auc");
        assertThat(actual.notes().values()).allMatch(note -> note.startsWith("not available"));
    }

    private static void assertRanks(Evaluation actual, JsonNode expected) {
        assertThat(actual.metrics().top1()).isCloseTo(number(expected, "top1"), TOLERANCE);
        assertThat(actual.metrics().top5()).isCloseTo(number(expected, "top5"), TOLERANCE);
        assertThat(actual.others().microTop1()).isCloseTo(number(expected, "micro_top1"), TOLERANCE);
        assertThat(actual.others().microTop5()).isCloseTo(number(expected, "micro_top5"), TOLERANCE);
        assertThat(actual.taxonomy().keySet()).containsExactlyElementsOf(GroundTruth.RANKS);
        actual.taxonomy()
                .forEach((rank, value) ->
                        assertThat(value).as(rank).isCloseTo(number(expected.path("taxonomy"), rank), TOLERANCE));
    }

    private static double number(JsonNode node, String key) {
        assertThat(node.path(key).isNumber()).as(key).isTrue();
        return node.path(key).asDouble();
    }

    @Test
    void namesTheColumnsThatAreNotEvaluated() throws IOException {
        GroundTruth truth = Golden.truth("absent_classes");
        try (Predictions predictions =
                Predictions.open(Golden.file("absent_classes/predictions.csv"), truth, Order.BY_ANNOTATIONS)) {
            Evaluation evaluation = Evaluator.evaluate(predictions, 1, Progress.NONE);

            assertThat(evaluation.classes()).isEqualTo(23);
            assertThat(evaluation.columnsNotEvaluated()).hasSize(40 - 23).startsWith("1", "9", "11");
            assertThat(evaluation.recordings()).isEqualTo(280);
            assertThat(evaluation.missingRecordings()).isZero();
        }
    }
}
