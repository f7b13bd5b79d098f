package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.inatsounds.evaluation.Comparison.Difference;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of resamples: an interval around what was measured, and a probability. */
final class CentredIntervalTest {

    private static final Offset<Double> EXACT = within(1e-12);

    private static final int RESAMPLES = 70;

    private static Centred centred(double estimate, double... values) {
        return Centred.of(estimate, values, Double.POSITIVE_INFINITY);
    }

    /** The percentiles are those of {@code numpy.quantile([3, 1, 2, 5], [0.1, 0.9])}: 1.3 and 4.4; their mean is 2.75. */
    @Test
    void percentilesOfDeviationsFromTheirMeanAreAddedToTheEstimate() {
        Interval interval = centred(0.25, 0.3, 0.1, 0.2, 0.5).interval(0.8, 0);
        assertThat(interval.low()).isCloseTo(0.25 + 0.13 - 0.275, EXACT);
        assertThat(interval.high()).isCloseTo(0.25 + 0.44 - 0.275, EXACT);
    }

    @Test
    void endsAreClippedToWhatTheMetricCanBe() {
        assertThat(centred(0.05, 0.3, 0.1, 0.2, 0.5).interval(0.8, 0).low()).isZero();
        assertThat(centred(0.95, 0.3, 0.1, 0.2, 0.5).interval(0.8, 0).high()).isEqualTo(1);
        assertThat(centred(-0.05, 0.3, 0.1, 0.2, 0.5).interval(0.8, -1).low()).isCloseTo(-0.195, EXACT);
        assertThat(centred(-0.95, 0.3, 0.1, 0.2, 0.5).interval(0.8, -1).low()).isEqualTo(-1);
    }

    /** The middle tenth of lopsided deviations is on one side of their mean. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.1, 0.5, 0.95, 1 - 1e-9})
    void theEstimateIsAlwaysInside(double confidence) {
        for (double[] values : new double[][] {{0, 0, 0, 0, 0, 0, 1}, {1, 1, 1, 1, 1, 1, 0}, {0.5}, {0.5, 0.5}}) {
            for (double freedom : new double[] {1, 3, Double.POSITIVE_INFINITY}) {
                for (double estimate : new double[] {0, 0.4, 1}) {
                    Interval interval = Centred.of(estimate, values, freedom).interval(confidence, 0);
                    assertThat(estimate).isBetween(interval.low(), interval.high());
                    assertThat(interval.low()).isBetween(0.0, 1.0);
                    assertThat(interval.high()).isBetween(0.0, 1.0);
                }
            }
        }
    }

    @Test
    void equalResamplesMakeAPoint() {
        // A third has no exact sum.
        double[] values = new double[1000];
        Arrays.fill(values, 1 / 3.0);
        assertThat(centred(1 / 3.0, values).interval(0.95, 0)).isEqualTo(new Interval(1 / 3.0, 1 / 3.0));
        assertThat(centred(0.7, values).interval(0.95, 0).isPoint()).isTrue();
        assertThat(centred(0.7, values).pValue()).isNull();
        assertThat(centred(0, values).pValue()).isEqualTo(1);
    }

    @Test
    void theProbabilityIsTwiceTheSmallerSideOfTheCentredValues() {
        double[] values = IntStream.range(0, 99).mapToDouble(i -> i + 1000).toArray();
        // Deviations are -49 to 49.
        assertThat(centred(49.5, values).pValue()).isCloseTo(0.02, EXACT);
        assertThat(centred(49, values).pValue()).isCloseTo(0.04, EXACT);
        assertThat(centred(-48.5, values).pValue()).isCloseTo(0.04, EXACT);
        assertThat(centred(0, values).pValue()).isEqualTo(1);
        assertThat(Objects.requireNonNull(Centred.of(45, values, 5).pValue()))
                .isGreaterThan(Objects.requireNonNull(centred(45, values).pValue()));
    }

    /** An interval that does not hold zero and a probability below one minus its confidence say the same. */
    @Test
    void theProbabilityAgreesWithTheInterval() {
        double[] values = IntStream.range(0, 1001).mapToDouble(i -> 0.001 * i).toArray();
        for (double freedom : new double[] {2, 4, 30, Double.POSITIVE_INFINITY}) {
            for (double estimate = 0.05; estimate < 0.5; estimate += 0.01) {
                Centred centred = Centred.of(estimate, values, freedom);
                double p = Objects.requireNonNull(centred.pValue());
                if (p < 0.95) {
                    assertThat(centred.interval(1 - p - 0.005, -1).low()).isPositive();
                    assertThat(centred.interval(1 - p / 2, -1).low()).isNegative();
                }
            }
        }
    }

    /** A density, added up from a place to infinity. */
    private static double tail(DoubleUnaryOperator density, double from) {
        int steps = 200_000;
        // In 1 / x, so that it reaches to infinity.
        double step = 1 / from / steps;
        return IntStream.range(0, steps)
                        .mapToDouble(i -> (i + 0.5) * step)
                        .map(inverse -> density.applyAsDouble(1 / inverse) / (inverse * inverse))
                        .sum()
                * step;
    }

    private static DoubleUnaryOperator student(double freedom) {
        DoubleUnaryOperator shape = x -> Math.pow(1 + x * x / freedom, -(freedom + 1) / 2);
        // Up to a thousandth it is all but flat.
        double half = tail(shape, 1e-3) + 1e-3;
        return x -> shape.applyAsDouble(x) / (2 * half);
    }

    /** {@code scipy.stats.t.ppf(0.975, freedom)} and {@code scipy.stats.norm.sf} of that. */
    @ParameterizedTest
    @CsvSource({
        "3, 3.182446305284263",
        "5, 2.570581835636197",
        "10, 2.2281388519649385",
        "30, 2.0422724563012373",
        "400, 1.9659123432294755"
    })
    void tailsOfFewDegreesOfFreedomAreThoseOfStudentsDistribution(double freedom, double place) {
        assertThat(tail(student(freedom), place)).isCloseTo(0.025, within(1e-4));
        double normal = tail(x -> Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI), place);
        assertThat(StudentTails.normal(place)).isCloseTo(normal, within(1e-9));
        assertThat(StudentTails.normalFor(0.025, freedom)).isCloseTo(normal, within(1.5e-4));
        assertThat(StudentTails.ofNormal(normal, freedom)).isCloseTo(0.025, within(1e-3));
    }

    @Test
    void tailsTurnBack() {
        for (double freedom : new double[] {1, 1.5, 3, 50, 1e6}) {
            for (double tail : new double[] {1e-6, 0.001, 0.025, 0.3, 0.5}) {
                double normal = StudentTails.normalFor(tail, freedom);
                assertThat(normal).isBetween(0.0, tail + 1e-15);
                if (normal > 1e-9) {
                    assertThat(StudentTails.ofNormal(normal, freedom)).isCloseTo(tail, within(1e-6));
                }
            }
        }
    }

    /** A class's part of each resample, the degrees of freedom, the interval: step by step, from the drawn recordings. */
    private static final class Twin {

        private final double[][] parts;
        private final int[] sizes;

        Twin(RandomCase input, long seed, ToDoubleBiFunction<LiteralEvaluation, Integer> ofClass) {
            LiteralEvaluation all = input.literal();
            int classes = input.truth.classes().size();
            sizes = IntStream.range(0, classes)
                    .map(c -> (int) all.recordings(c))
                    .toArray();
            parts = new double[RESAMPLES][classes];
            for (int resample = 0; resample < RESAMPLES; resample++) {
                LiteralEvaluation drawn = input.literal(BootstrapTest.drawn(input.truth, seed, resample));
                for (int c = 0; c < classes; c++) {
                    double stretch = sizes[c] == 1 ? 1 : Math.sqrt(sizes[c] / (sizes[c] - 1.0));
                    parts[resample][c] = ofClass.applyAsDouble(drawn, c) / classes * stretch;
                }
            }
        }

        private double freedom() {
            double sum = 0;
            double squares = 0;
            for (int c = 0; c < sizes.length; c++) {
                int one = c;
                double[] first =
                        IntStream.range(0, 64).mapToDouble(b -> parts[b][one]).toArray();
                double mean = DoubleStream.of(first).average().orElseThrow();
                double variance =
                        DoubleStream.of(first).map(x -> (x - mean) * (x - mean)).sum() / 63;
                sum += variance;
                squares += sizes[c] == 1 ? 0 : variance * variance / (sizes[c] - 1);
            }
            return squares == 0 ? Double.POSITIVE_INFINITY : sum * sum / squares;
        }

        Interval interval(double estimate, double confidence) {
            double[] values = Arrays.stream(parts)
                    .mapToDouble(each -> DoubleStream.of(each).sum())
                    .sorted()
                    .toArray();
            double mean = DoubleStream.of(values).average().orElseThrow();
            double tail = StudentTails.normalFor((1 - confidence) / 2, freedom());
            double low = Math.max(0, estimate + quantile(values, tail) - mean);
            double high = Math.min(1, estimate + quantile(values, 1 - tail) - mean);
            return new Interval(Math.min(low, estimate), Math.max(high, estimate));
        }

        private static double quantile(double[] sorted, double q) {
            double place = q * (sorted.length - 1);
            double left = sorted[(int) Math.floor(place)];
            double right = sorted[(int) Math.ceil(place)];
            return left + (place - Math.floor(place)) * (right - left);
        }
    }

    @Test
    void anIntervalIsWhatTheLiteralTwinMakesOfTheDrawnRecordings() throws IOException {
        int wide = 0;
        for (long seed = 1; seed <= 25; seed++) {
            RandomCase input = RandomCase.of(seed);
            Evaluated actual = BootstrapTest.evaluate(
                    input.csv(seed), input.truth, Missing.ERROR, 2, new Resampling(RESAMPLES, seed));
            LiteralEvaluation all = input.literal();
            Interval map = Objects.requireNonNull(actual.intervals(0.9).get(Metric.MAP));
            Interval top1 = Objects.requireNonNull(actual.intervals(0.9).get(Metric.TOP1));
            same(
                    map,
                    new Twin(input, seed, LiteralEvaluation::averagePrecision)
                            .interval(all.macro(all::averagePrecision), 0.9));
            same(
                    top1,
                    new Twin(input, seed, (drawn, c) -> drawn.topK(1, c))
                            .interval(all.macro(c -> all.topK(1, c)), 0.9));
            wide += map.isPoint() ? 0 : 1;
        }
        assertThat(wide).isGreaterThan(10);
    }

    private static void same(Interval actual, Interval expected) {
        assertThat(actual.low()).isCloseTo(expected.low(), within(1e-9));
        assertThat(actual.high()).isCloseTo(expected.high(), within(1e-9));
    }

    /** Two models that differ in one class of four recordings: what is known of the difference rests on those four. */
    @Test
    void aDifferenceInOneClassRestsOnTheRecordingsOfThatClass() throws IOException {
        StringBuilder one = new StringBuilder("id,3,5\n");
        StringBuilder other = new StringBuilder("id,3,5\n");
        List<GroundTruth.Recording> recordings = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            int category = i < 4 ? 3 : 5;
            recordings.add(new GroundTruth.Recording(i, "test/" + i + ".wav", category));
            one.append(i).append(category == 3 && i != 1 ? ",1,0\n" : ",0,1\n");
            other.append(i).append(category == 3 && i > 1 ? ",1,0\n" : ",0,1\n");
        }
        GroundTruth small = new GroundTruth(recordings, SmallCase.TRUTH.categories());
        Resampling how = new Resampling(1000, 0);
        Evaluated a =
                BootstrapTest.evaluate(one.toString().getBytes(StandardCharsets.UTF_8), small, Missing.ERROR, 1, how);
        Evaluated b =
                BootstrapTest.evaluate(other.toString().getBytes(StandardCharsets.UTF_8), small, Missing.ERROR, 1, how);
        Resamples difference = Objects.requireNonNull(a.resamples()).minus(Objects.requireNonNull(b.resamples()));
        assertThat(difference.freedom(Metric.TOP1)).isCloseTo(3, EXACT);
        Difference top1 =
                Objects.requireNonNull(Comparison.of(a, b, 0.95).differences().get(Metric.TOP1));
        assertThat(top1.value()).isCloseTo(0.125, EXACT);
        // One of four recordings: no proof of anything.
        assertThat(Objects.requireNonNull(top1.interval()).low()).isNegative();
        assertThat(Objects.requireNonNull(top1.pValue())).isGreaterThan(0.1);
    }
}
