package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.Missing;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.evaluation.predictions.Reading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Layouts whose rows are not the scores as they stand: activations and windows. */
final class ConvertedTest {

    private static Reading reading(Activation activation, @Nullable Pool pool) {
        return new Reading(null, Order.BY_ANNOTATIONS, activation, pool, Missing.ERROR);
    }

    private static Evaluation evaluate(String text, Reading reading) {
        ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        try (Predictions predictions = Predictions.open(in, "p.csv", SmallCase.TRUTH, reading, Reading.Watch.NONE)) {
            return Evaluator.evaluate(predictions, 2, Progress.NONE);
        }
    }

    @Test
    void windowsOfTheAuthorsArePooled() {
        String windows = """
                img,gt,pred
                101,3,1_0_0
                103,3,0.9_0.5_0
                102,5,0_0.5_0
                101,3,0.8_0.2_0
                103,3,0.5_1_0
                102,5,0.4_1.1_0
                """;

        assertThat(evaluate(windows, reading(Activation.NONE, Pool.MEAN)).perClass())
                .isEqualTo(evaluate("id,3,5\n101,0.9,0.1\n102,0.2,0.8\n103,0.7,0.75\n", Reading.PLAIN)
                        .perClass());
        assertThat(evaluate(windows, reading(Activation.NONE, Pool.MAX))
                        .perClass()
                        .get(1)
                        .threshold())
                .isEqualTo(1.1);
    }

    @Test
    void aListOfLogitsHasItsSigmoid() {
        Reading sigmoid = reading(Activation.SIGMOID, null);

        assertThat(evaluate("id,category,score\n101,3,0.9\n102,5,0.8\n103,3,0.7\n103,5,-2\n", sigmoid)
                        .perClass()
                        .get(0)
                        .threshold())
                .isEqualTo(1 / (1 + Math.exp(-0.7)));
    }
}
