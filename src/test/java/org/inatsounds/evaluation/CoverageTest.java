package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.predictions.Content;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.LayoutRecogniser;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Reading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Intervals hold the expected value of a metric as often as they say: its mean over new test sets with the same number of
 * recordings a class. {@code scripts/SimulateCoverage.java} does the same with more, larger sets.
 */
final class CoverageTest {

    private static final int CLASSES = 12;
    private static final int SETS = 300;
    private static final int OTHERS = 500;
    private static final List<Metric> METRICS = List.of(Metric.TOP1, Metric.TOP5, Metric.MAP, Metric.MF1);

    private final List<Integer> classOf = new ArrayList<>();
    private final GroundTruth truth = truth();

    private GroundTruth truth() {
        List<GroundTruth.Category> categories = new ArrayList<>();
        List<GroundTruth.Recording> recordings = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            List<String> lineage = List.of("k", "p", "c", "o", "f", "g", "s" + c);
            categories.add(new GroundTruth.Category(c, "Species " + c, "", "group", lineage, true));
            for (int i = 0; i < 4 + c; i++) {
                recordings.add(new GroundTruth.Recording(classOf.size(), "test/" + classOf.size() + ".wav", c));
                classOf.add(c);
            }
        }
        return new GroundTruth(recordings, categories);
    }

    private Evaluated score(Random random, double margin, double[] ease, @Nullable Resampling resampling)
            throws IOException {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + ease.length + ", " + CLASSES + "), }";
        ByteBuffer matrix = ByteBuffer.allocate(128 + 8 * ease.length * CLASSES).order(ByteOrder.LITTLE_ENDIAN);
        matrix.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1);
        matrix.putShort((short) 118)
                .put((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < ease.length; i++) {
            for (int c = 0; c < CLASSES; c++) {
                matrix.putDouble(random.nextGaussian() + (classOf.get(i) == c ? margin + ease[i] : 0));
            }
        }
        try (Predictions predictions = new LayoutRecogniser("p.npy", truth, List.of(Reading.PLAIN), Reading.Watch.NONE)
                .open(Content.of(matrix.array()), "")
                .get(0)) {
            return Evaluator.evaluate(predictions, 1, Progress.NONE, resampling);
        }
    }

    /** Two models of different quality on one test set. */
    private Evaluated[] both(long set, @Nullable Resampling resampling) throws IOException {
        Random random = new Random(set);
        double[] ease = random.doubles(classOf.size(), -1.5, 1.5).toArray();
        return new Evaluated[] {score(random, 1.5, ease, resampling), score(random, 0.5, ease, resampling)};
    }

    private static double value(Metric metric, Evaluated evaluated) {
        return Objects.requireNonNull(metric.of(evaluated.evaluation()));
    }

    /** 95 %, give or take three standard errors of 300 sets. */
    @Test
    void intervalsHoldTheExpectedValueAsOftenAsTheySay() throws IOException {
        Map<Metric, double[]> expected = new EnumMap<>(Metric.class);
        Map<Metric, int[]> held = new EnumMap<>(Metric.class);
        METRICS.forEach(metric -> expected.put(metric, new double[2]));
        METRICS.forEach(metric -> held.put(metric, new int[3]));
        for (int set = 0; set < OTHERS; set++) {
            Evaluated[] models = both(SETS + set, null);
            expected.forEach((metric, sums) -> {
                sums[0] += value(metric, models[0]) / OTHERS;
                sums[1] += value(metric, models[1]) / OTHERS;
            });
        }
        for (int set = 0; set < SETS; set++) {
            Evaluated[] models = both(set, new Resampling(128, set));
            Comparison comparison = Comparison.of(models[0], models[1], 0.95);
            held.forEach((metric, counts) -> {
                double[] values = Objects.requireNonNull(expected.get(metric));
                counts[0] += holds(models[0].intervals(0.95).get(metric), values[0]);
                counts[1] += holds(models[1].intervals(0.95).get(metric), values[1]);
                Comparison.Difference difference =
                        Objects.requireNonNull(comparison.differences().get(metric));
                counts[2] += holds(difference.interval(), values[0] - values[1]);
            });
        }
        held.forEach((metric, counts) -> {
            for (int count : counts) {
                assertThat(100.0 * count / SETS)
                        .as("%s, of the better, the worse, and the difference: %s", metric, Arrays.toString(counts))
                        .isBetween(91.2, 98.8);
            }
        });
    }

    private static int holds(@Nullable Interval interval, double value) {
        return interval != null && interval.low() <= value && value <= interval.high() ? 1 : 0;
    }
}
