package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.Comparison.Change;
import org.inatsounds.evaluation.Comparison.Difference;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.Content;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.LayoutRecogniser;
import org.inatsounds.evaluation.predictions.Missing;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Reading;
import org.inatsounds.evaluation.predictions.WidePredictions;
import org.inatsounds.testing.Property;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.Test;

/** Resamples of recordings, and what is made of them. */
final class BootstrapTest {

    private static final Offset<Double> EXACT = within(1e-12);

    static Evaluated evaluate(byte[] csv, GroundTruth truth, Missing missing, int threads, Resampling how)
            throws IOException {
        Reading reading = new Reading(null, Predictions.Order.BY_ANNOTATIONS, Activation.NONE, null, missing);
        Content content = Content.of(csv);
        try (Predictions predictions = new WidePredictions(truth, "p.csv", content, reading, 1 << 9)) {
            return Evaluator.evaluate(predictions, threads, Progress.NONE, how);
        }
    }

    private static double[] values(Evaluated evaluated, Metric metric) {
        return Objects.requireNonNull(evaluated.resamples()).of(metric);
    }

    /** The recordings of one resample, each as often as it was drawn. */
    static int[] drawn(GroundTruth truth, long seed, int resample) {
        Strata strata = new Strata(truth.classOf(), truth.classes().size());
        DrawnCounts counts = new DrawnCounts(truth.recordings().size());
        for (int c = 0; c < strata.classes(); c++) {
            strata.draw(c, seed, resample, counts, 5);
        }
        return IntStream.range(0, truth.recordings().size())
                .flatMap(recording -> {
                    int[] sums = new int[DrawnCounts.LANES];
                    counts.add(recording, sums);
                    return IntStream.generate(() -> recording).limit(sums[5]);
                })
                .toArray();
    }

    @Test
    void aResampleIsWhatTheLiteralTwinMakesOfTheDrawnRecordings() {
        Property.tries(Sweep.of(60)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            Evaluated actual = evaluate(input.csv(seed), input.truth, Missing.ERROR, 2, new Resampling(70, seed));

            for (int resample : new int[] {0, 1, 63, 64, 69}) {
                LiteralEvaluation literal = input.literal(drawn(input.truth, seed, resample));
                double[] stretch = IntStream.range(0, input.truth.classes().size())
                        .mapToDouble(c -> literal.recordings(c) == 1
                                ? 1
                                : Math.sqrt(literal.recordings(c) / (literal.recordings(c) - 1.0)))
                        .toArray();
                assertThat(values(actual, Metric.TOP1)[resample])
                        .isCloseTo(literal.macro(c -> stretch[c] * literal.topK(1, c)), EXACT);
                assertThat(values(actual, Metric.TOP5)[resample])
                        .isCloseTo(literal.macro(c -> stretch[c] * literal.topK(5, c)), EXACT);
                assertThat(values(actual, Metric.MAP)[resample])
                        .isCloseTo(literal.macro(c -> stretch[c] * literal.averagePrecision(c)), EXACT);
                assertThat(values(actual, Metric.MF1)[resample])
                        .isCloseTo(literal.macro(c -> stretch[c] * literal.bestF1(c)), EXACT);
                assertThat(values(actual, Metric.MICRO_TOP1)[resample]).isCloseTo(literal.micro(1, stretch), EXACT);
                assertThat(values(actual, Metric.MICRO_TOP5)[resample]).isCloseTo(literal.micro(5, stretch), EXACT);
                if (input.truth.classes().size() > 1) {
                    assertThat(values(actual, Metric.ROC_AUC)[resample])
                            .isCloseTo(literal.macro(c -> stretch[c] * literal.rocAuc(c)), EXACT);
                }
            }
        });
    }

    @Test
    void everyClassKeepsItsSize() {
        Property.tries(Sweep.of(60)).check(draw -> {
            long seed = draw.aLong();
            int resample = draw.anInt(0, 1000);
            GroundTruth truth = RandomCase.of(seed).truth;
            int[] drawn = drawn(truth, seed, resample);
            for (int c = 0; c < truth.classes().size(); c++) {
                int one = c;
                assertThat(Arrays.stream(drawn)
                                .filter(r -> truth.classOf()[r] == one)
                                .count())
                        .isEqualTo(Arrays.stream(truth.classOf())
                                .filter(other -> other == one)
                                .count());
            }
        });
    }

    @Test
    void resamplesDoNotDependOnThreadsOrOrder() {
        Property.tries(Sweep.of(60)).check(draw -> {
            long seed = draw.aLong();
            int threads = draw.anInt(1, 5);
            RandomCase input = RandomCase.of(seed);
            Resampling how = new Resampling(66, seed);
            Evaluated one = evaluate(input.csv(1), input.truth, Missing.ERROR, 1, how);
            Evaluated other = evaluate(input.csv(2), input.truth, Missing.ERROR, threads, how);

            for (Metric metric : Metric.ALL) {
                assertThat(values(other, metric)).isEqualTo(values(one, metric));
            }
            assertThat(other.evaluation().perClass()).isEqualTo(one.evaluation().perClass());
        });
    }

    /** A recording without a row counts as one with minus infinity for every class, but that it is never a hit. */
    @Test
    void worstIsARowOfMinusInfinity() {
        Property.tries(Sweep.of(100)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            if (input.scores.length < 2) {
                return;
            }
            RandomCase worst = input;
            for (int i = 1; i < input.scores.length; i++) {
                worst = worst.mapRow(i, score -> Math.max(score, -1e300));
            }
            worst = worst.mapRow(0, score -> Double.NEGATIVE_INFINITY);
            Resampling how = new Resampling(10, seed);
            String header = "id," + String.join(",", ids(input));
            StringBuilder without = new StringBuilder(header + "\n");
            StringBuilder with = new StringBuilder(header + "\n" + row(worst, 0));
            for (int i = 1; i < input.scores.length; i++) {
                without.append(row(worst, i));
                with.append(row(worst, i));
            }

            Evaluated actual = evaluate(bytes(without), input.truth, Missing.WORST, 2, how);
            Evaluated expected = evaluate(bytes(with), input.truth, Missing.ERROR, 2, how);

            for (Metric metric : List.of(Metric.MAP, Metric.MF1, Metric.ROC_AUC)) {
                assertThat(values(actual, metric)).containsExactly(values(expected, metric), EXACT);
            }
        });
    }

    private static List<String> ids(RandomCase input) {
        return input.truth.categories().stream()
                .map(category -> Integer.toString(category.id()))
                .toList();
    }

    private static String row(RandomCase input, int recording) {
        StringBuilder row = new StringBuilder(
                Integer.toString(input.truth.recordings().get(recording).id()));
        for (double score : input.scores[recording]) {
            row.append(',').append(score);
        }
        return row.append('\n').toString();
    }

    private static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void ranksHaveIntervalsOfWhatTheyHave() throws IOException {
        byte[] csv = bytes("Id,Predicted\n101,3 5\n102,3 5\n103,5 3\n");
        try (Predictions predictions = new LayoutRecogniser(
                        "p.csv", SmallCase.TRUTH, List.of(Reading.PLAIN), Reading.Watch.NONE)
                .open(Content.of(csv), "")
                .get(0)) {
            Evaluated evaluated = Evaluator.evaluate(predictions, 1, Progress.NONE, new Resampling(100, 1));
            assertThat(evaluated.intervals(0.9).keySet())
                    .containsExactly(Metric.TOP1, Metric.TOP5, Metric.MICRO_TOP1, Metric.MICRO_TOP5);
            Interval top1 = Objects.requireNonNull(evaluated.intervals(0.9).get(Metric.TOP1));
            assertThat(top1.low()).isZero();
            assertThat(top1.high()).isBetween(0.5, 0.75);
        }
    }

    @Test
    void comparingTheOtherWayRoundTurnsSigns() {
        Property.tries(Sweep.of(40)).check(draw -> {
            long seed = draw.aLong();

            RandomCase input = RandomCase.of(seed);
            RandomCase changed = input.mapColumn(0, score -> score > 0 ? 0 : score);
            Resampling how = new Resampling(50, 7);
            Evaluated a = evaluate(input.csv(1), input.truth, Missing.ERROR, 2, how);
            Evaluated b = evaluate(changed.csv(1), input.truth, Missing.ERROR, 2, how);

            Comparison forth = Comparison.of(a, b, 0.9);
            Comparison back = Comparison.of(b, a, 0.9);

            forth.differences().forEach((metric, difference) -> {
                Difference other = Objects.requireNonNull(back.differences().get(metric));
                Interval interval = Objects.requireNonNull(difference.interval());
                Interval turned = Objects.requireNonNull(other.interval());
                assertThat(other.value()).isEqualTo(-difference.value());
                assertThat(turned.low()).isCloseTo(-interval.high(), EXACT);
                assertThat(turned.high()).isCloseTo(-interval.low(), EXACT);
                assertThat(other.pValue()).isEqualTo(difference.pValue());
            });
            assertThat(forth.changes()).isSortedAccordingTo((x, y) -> Double.compare(y.gain(), x.gain()));
            assertThat(forth.changes().stream().mapToDouble(Change::gain).sum()
                            / a.evaluation().classes())
                    .isCloseTo(
                            Objects.requireNonNull(forth.differences().get(Metric.MAP))
                                    .value(),
                            EXACT);
            assertThat(Comparison.of(a, a, 0.9).changes()).isEmpty();
        });
    }

    @Test
    void resultsOverDifferentRecordingsAreNotCompared() throws IOException {
        GroundTruth truth = SmallCase.TRUTH;
        Resampling how = new Resampling(5, 0);
        Evaluated one = evaluate(bytes("id,3,5\n101,1,0\n102,0,1\n"), truth, Missing.SKIP, 1, how);
        Evaluated other = evaluate(bytes("id,3,5\n103,1,0\n102,0,1\n"), truth, Missing.SKIP, 1, how);
        assertThatThrownBy(() -> Comparison.of(one, other, 0.95))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--missing worst");
    }
}
