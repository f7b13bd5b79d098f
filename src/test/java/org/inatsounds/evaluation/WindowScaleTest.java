package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.Missing;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.evaluation.predictions.Reading;
import org.inatsounds.evaluation.predictions.Reading.Watch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Windows that count by themselves. The recordings are 101 (class 3), 102 (class 5) and 103 (class 3). */
final class WindowScaleTest {

    private static Evaluated evaluate(
            GroundTruth truth, String text, Missing missing, @Nullable Resampling resampling) {
        Reading reading = new Reading(null, Order.BY_ANNOTATIONS, Activation.NONE, Pool.WINDOW, missing);
        try (Predictions predictions = Predictions.open(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "p.csv", truth, reading, Watch.NONE)) {
            return Evaluator.evaluate(predictions, 2, Progress.NONE, resampling);
        }
    }

    private static Evaluation evaluate(String text, Missing missing) {
        return evaluate(SmallCase.TRUTH, text, missing, null).evaluation();
    }

    @Test
    void eachCountsWithinItsClass() {
        Evaluation windows = evaluate("id,3,5\n101,1,0\n103,0,1\n102,0,1\n101,1,0\n101,0,1\n102,2,1\n", Missing.ERROR);

        assertThat(windows.metrics().top1()).isEqualTo((2 / 4.0 + 1 / 2.0) / 2);
        assertThat(windows.others().microTop1()).isEqualTo(3 / 6.0);
        assertThat(windows.metrics().map()).isNull();
        assertThat(windows.recordings()).isEqualTo(3);
        assertThat(windows.perClass().get(0).recordings()).isEqualTo(2);
        assertThat(windows.confusions().get(0).count()).isEqualTo(2);
        assertThat(windows.notes().get("windows")).startsWith("6 of 3 recordings: each counts");
        assertThat(windows.notes().get("map")).startsWith("not available");
    }

    @Test
    void recordingsWithoutAnyAreMissing() {
        String two = "id,3,5\n101,1,0\n102,0,1\n101,1,0\n";

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate(two, Missing.ERROR))
                .withMessageStartingWith("p.csv: 1 of 3 recordings have no row: test/00003_Avis/cc.wav");
        Evaluation worst = evaluate(two, Missing.WORST);
        assertThat(worst.perClass().get(0).top5()).isEqualTo(2 / 3.0);
        assertThat(worst.recordings()).isEqualTo(3);
        assertThat(worst.missingRecordings()).isEqualTo(1);
        Evaluation skip = evaluate(two, Missing.SKIP);
        assertThat(skip.perClass().get(0).top5()).isEqualTo(1);
        assertThat(skip.recordings()).isEqualTo(2);
    }

    @Test
    void thoseOfOtherClassesAreLeftOut() {
        Evaluation windows = evaluate(
                        SmallCase.TRUTH.competing(Set.of(3)),
                        "id,3,5\n102,1,1\n101,1,0\n103,0,1\n102,1,1\n",
                        Missing.ERROR,
                        null)
                .evaluation();

        assertThat(windows.recordings()).isEqualTo(2);
        assertThat(windows.others().microTop1()).isEqualTo(1);
        assertThat(windows.notes().get("windows")).startsWith("2 of 2 recordings");
    }

    @Test
    void whatNeedsMoreIsRefused() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> evaluate("id,category,score\n101,3,1\n", Missing.ERROR))
                .withMessageStartingWith("pool window: it needs the score of every class in every window");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> evaluate(
                        SmallCase.TRUTH, "id,3,5\n101,1,0\n102,1,0\n103,1,0\n", Missing.ERROR, new Resampling(10, 0)))
                .withMessageStartingWith("pool window: expected neither --confidence nor --baseline");
    }
}
