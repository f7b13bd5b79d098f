package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluator;
import org.inatsounds.evaluation.NpyTest;
import org.inatsounds.evaluation.SmallCase;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.evaluation.predictions.Reading.Watch;
import org.inatsounds.npy.NpyType;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes are 3 and 5, the recordings 101 (3), 102 (5) and 103 (3). */
final class PriorTest {

    @TempDir
    private Path folder;

    private Prior prior(String text, double threshold) throws IOException {
        Path file = Files.writeString(folder.resolve("prior.csv"), text);
        return Prior.read(file, threshold, SmallCase.TRUTH, Order.BY_ANNOTATIONS, Set.of(), Watch.NONE);
    }

    /** A digit a class, 1 where it is allowed; a blank between recordings. */
    private static String allowed(Prior prior) {
        StringBuilder text = new StringBuilder();
        for (int recording = 0; recording < 3; recording++) {
            text.append(recording == 0 ? "" : " ");
            for (int c = 0; c < 2; c++) {
                text.append(prior.masks(recording, c) ? 0 : 1);
            }
        }
        return text.toString();
    }

    private static Evaluation evaluate(String text, Activation activation, Pool pool, Prior prior) {
        Reading reading = new Reading(null, Order.BY_ANNOTATIONS, activation, pool, Missing.ERROR, Set.of(), prior);
        try (Predictions predictions = Predictions.open(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "p.csv",
                SmallCase.TRUTH,
                reading,
                Watch.NONE)) {
            return Evaluator.evaluate(predictions, 2, Progress.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,3,5\\n101,0.2,0.1\\n102,,0.2\\n103,0,nan\\n",
                "id,5,9,3\\n103,NaN,0,-1\\n102,1,0,nan\\n101,0.05,x,2\\n",
                "id\\t3\\t5\\n103\\t0.1\\t\\n101\\t0.11\\t0.1\\n",
                "id,category,score\\n101,5,0.1\\n103,3,-inf\\n103,5,nan\\n102,3,\\n",
                "img,gt,pred\\n103,3,0.1_nan\\n101,3,1_0\\n",
            })
    void everyLayoutHasGaps(String text) throws IOException {
        Prior prior = prior(text.replace("\\n", "\n").replace("\\t", "\t").replace("x", "0"), 0.1);

        assertThat(allowed(prior)).isEqualTo("10 11 01");
        assertThat(prior.checksum())
                .isEqualTo(prior("id,3,5\n101,1,0\n103,0,1\n", 0.5).checksum())
                .isNotEqualTo(prior("id,3,5\n101,1,0\n", 0.5).checksum());
    }

    @Test
    void whatHasNoColumnNoRowOrNoValueIsAllowedAndCounted() throws IOException {
        Prior prior = prior("id,5,9\n101,,1\n103,0.1,\n", 0.1);

        assertThat(allowed(prior)).isEqualTo("11 11 10");
        assertThat(prior.description())
                .endsWith(
                        "prior.csv allows classes above 0.1: 5 of 6 pairs of a recording and a class; 1 of 2 classes have"
                                + " no column, 1 of 3 recordings no row, 1 fields no value, which allows them; the true class of 0"
                                + " recordings is not allowed");
    }

    /** The number that float32 has for 0.1 is above 0.1, and not above itself. */
    @ParameterizedTest
    @CsvSource({"<f8, 10 11 11", "<f4, 00 11 11", ">f2, 00 11 11"})
    void theThresholdIsRoundedToTheNumbersOfTheFile(String type, String expected) throws IOException {
        NpyType numbers = type.equals(">f2") ? NpyType.FLOAT16 : NpyType.FLOAT32;
        double rounded = numbers.rounded(0.1);
        double[][] values = {{rounded, type.equals("<f8") ? 0.1 : rounded}, {0.25, 0.25}, {0.25, 1}};
        Path file = Files.write(folder.resolve("prior.npy"), NpyTest.plain(type, values));

        Prior prior = Prior.read(file, 0.1, SmallCase.TRUTH, Order.BY_ANNOTATIONS, Set.of(), Watch.NONE);

        assertThat(allowed(prior)).isEqualTo(expected);
    }

    @Test
    void halvesAreRoundedToTheNearest() {
        Property.tries(2000).check(draw -> {
            double number = draw.aDouble(-70_000, 70_000) * Math.pow(10, -draw.anInt(0, 12));
            double half = NpyType.FLOAT16.rounded(number);

            double nearest = Double.NaN;
            for (int bits = 0; bits < 0x7c00; bits++) {
                int exponent = bits >> 10;
                int fraction = bits & 0x3ff;
                double value = exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.pow(2, exponent - 25);
                double better = Math.abs(Math.abs(number) - value);
                double distance = Math.abs(Math.abs(number) - nearest);
                // Of two that are equally near, the one whose last bit is zero.
                if (!(better > distance) && (better != distance || bits % 2 == 0)) {
                    nearest = value;
                }
            }
            nearest = Math.abs(number) >= 65_520 ? Double.POSITIVE_INFINITY : nearest;
            assertThat(Math.abs(half)).isEqualTo(nearest);
            assertThat(half * number).isGreaterThanOrEqualTo(0);
        });
    }

    @Test
    void aMatrixHasItsLists() throws IOException {
        double[][] values = {{0, 1, 1}, {1, 0, 1}};
        Path file = Files.write(folder.resolve("prior.npy"), NpyTest.plain("<f4", values));
        Path rows = Files.writeString(folder.resolve("rows.txt"), "103\n101\n");
        Path columns = Files.writeString(folder.resolve("columns.txt"), "Avis rara\n5\n9\n");

        Prior prior = Prior.read(file, 0.1, SmallCase.TRUTH, new Order(rows, columns), Set.of(), Watch.NONE);

        assertThat(allowed(prior)).isEqualTo("10 11 01");
    }

    @ParameterizedTest
    @CsvSource({
        "'id,3,5\n101,1,x\n', 'prior.csv:2:3: expected a number as score of ''5'', got ''x'''",
        "'id,3,5\n101,1,1\n102,1,1\n101,1,1\n', 'prior.csv:4:1: a second row for test/00003_Avis/aa.wav'",
        "'id,3,5\n777,1,1\n', 'prior.csv:2:1: no recording is called ''777'''",
        "'id,9\n101,1\n', 'prior.csv: expected a column for some of the 2 classes that compete, got none'",
        "'id,category,score\n101,3,1\n101,3,0\n', 'prior.csv:3:2: a second score of category 3'",
        "'Id,Predicted\n101,3 5\n', 'prior.csv: expected a value for each recording and class as prior, got ranks only'",
    })
    void whatIsWrongIsNamed(String text, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> prior(text, 0.1))
                .withMessageContaining(message);
    }

    /** An allowed class with a score of 0, by underflow, is above a masked one in ranks, and ties with it in average precision. */
    @Test
    void aMaskedClassIsNoHitNotEvenByTies() throws IOException {
        Prior neither = prior("id,3,5\n101,0,0\n102,0,0\n103,0,0\n", 0.1);
        Evaluation none = evaluate("id,3,5\n101,1,0\n102,0,1\n103,1,0\n", Activation.SOFTMAX, Pool.MEAN, neither);
        assertThat(none.metrics().top5()).isZero();
        assertThat(none.ties().top5().optimistic()).isZero();
        assertThat(none.confusions()).isEmpty();
        assertThat(none.metrics().map()).isEqualTo((2 / 3.0 + 1 / 3.0) / 2);

        // 103 is of class 3, whose probability is too small for a number.
        Prior own = prior("id,3,5\n101,0,1\n", 0.1);
        Evaluation some = evaluate("id,3,5\n101,1,0\n102,0,1\n103,0,800\n", Activation.SOFTMAX, Pool.MEAN, own);
        assertThat(some.perClass().get(0).top5()).isEqualTo(0.5);
        assertThat(some.perClass().get(0).threshold()).isZero();
        assertThat(some.perClass().get(0).ap()).isEqualTo(2 / 3.0);
    }

    /** Without an activation an allowed class may have any score, and a masked one is below it. */
    @Test
    void withoutActivationAMaskedClassIsBelowEverything() throws IOException {
        Prior prior = prior("id,3,5\n101,0,1\n102,1,1\n103,1,0\n", 0.1);
        for (Pool pool : List.of(Pool.MEAN, Pool.MAX)) {
            String low = "id,3,5\n101,9,-inf\n102,-1e308,-1.5e308\n102,-1e308,-1.5e308\n103,-inf,7\n";
            Evaluation evaluation = evaluate(low, Activation.NONE, pool, prior);

            assertThat(evaluation.perClass().get(0).top1()).as(pool.toString()).isEqualTo(0.5);
            assertThat(evaluation.perClass().get(1).top1()).isZero();
            // 102 is above 103, which is above 101, of which class 3 is masked.
            assertThat(evaluation.perClass().get(0).ap()).isEqualTo((1 / 2.0 + 2 / 3.0) / 2);
        }
    }

    @Test
    void ranksHaveAPriorToo() throws IOException {
        Prior prior = prior("id,3,5\n101,0,1\n102,0,1\n", 0.1);
        Reading reading =
                new Reading(null, Order.BY_ANNOTATIONS, Activation.NONE, null, Missing.ERROR, Set.of(), prior);
        try (Predictions ranks = Predictions.open(
                new ByteArrayInputStream("Id,Predicted\n101,3 5\n102,3 5\n103,3 5\n".getBytes(StandardCharsets.UTF_8)),
                "p",
                SmallCase.TRUTH,
                reading,
                Watch.NONE)) {
            Evaluation evaluation = Evaluator.evaluate(ranks, 1, Progress.NONE);

            assertThat(evaluation.perClass().get(0).top5()).isEqualTo(0.5);
            assertThat(evaluation.perClass().get(1).top1()).isEqualTo(1);
        }
        assertThat(evaluate("id,category,score\n101,3,1\n102,3,1\n102,5,0\n103,3,2\n", Activation.NONE, Pool.MAX, prior)
                        .perClass()
                        .get(1)
                        .top1())
                .isEqualTo(1);
    }

    @Test
    void aSoftmaxOverAllColumnsHasNoPrior() throws IOException {
        Prior prior = prior("id,3,5\n101,0,1\n", 0.1);
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> evaluate("id,3,5\n101,1,2\n", Activation.SOFTMAX_ALL_COLUMNS, Pool.MEAN, prior))
                .withMessageStartingWith("activation softmax-all-columns: expected no --prior with it");
    }
}
