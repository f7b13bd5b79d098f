package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.predictions.Content;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.WidePredictions;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results by recording, and F1 at given thresholds, against the literal twin. */
final class RowExtrasTest {

    @TempDir
    private Path folder;

    private static Evaluated evaluate(RandomCase input, long spelling, int threads, Wanted wanted) throws IOException {
        Content content = Content.of(input.csv(spelling));
        try (Predictions predictions = new WidePredictions(input.truth, "p.csv", content, 200)) {
            return Evaluator.evaluate(predictions, threads, Progress.NONE, null, wanted);
        }
    }

    @Test
    void eachRecordingIsAsTheLiteralTwinHasIt() {
        Property.tries(200).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            LiteralEvaluation literal = input.literal();

            List<RecordingResult> results = evaluate(input, seed, draw.anInt(1, 3), new Wanted(true, null))
                    .perRecording();

            assertThat(results).hasSize(input.truth.recordings().size());
            for (int row = 0; row < results.size(); row++) {
                RecordingResult result = results.get(row);
                assertThat(result.recording())
                        .isEqualTo(input.truth.recordings().get(row));
                assertThat(result.truth().id()).isEqualTo(result.recording().categoryId());
                assertThat(result.predicted()).isEqualTo(literal.predicted(row));
                assertThat(result.rank()).isEqualTo(literal.rank(row));
                assertThat(Objects.requireNonNull(result.score()).doubleValue()).isEqualTo(literal.highest(row) + 0.0);
            }
        });
    }

    @Test
    void f1AtGivenThresholdsIsThatOfTheLiteralTwin() {
        Property.tries(200).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            LiteralEvaluation literal = input.literal();
            Random random = new Random(seed);
            List<Category> classes = input.truth.classes();
            StringBuilder csv = new StringBuilder("id,name,threshold\n");
            Map<Integer, Double> given = new HashMap<>();
            for (int c = 0; c < classes.size(); c++) {
                double some = literal.score(random.nextInt(input.scores.length), c);
                double threshold = switch (random.nextInt(4)) {
                    case 0 -> some;
                    case 1 -> Math.nextUp(some);
                    case 2 -> random.nextGaussian();
                    default -> c == 0 ? some : Double.NaN;
                };
                if (!Double.isNaN(threshold)) {
                    given.put(c, threshold);
                }
                String text = Double.isNaN(threshold)
                        ? ""
                        : Double.toString(threshold).replace("Infinity", "inf");
                csv.append(classes.get(c).id())
                        .append(',')
                        .append(classes.get(c).name());
                csv.append(',').append(text).append('\n');
            }
            Path file = Files.writeString(folder.resolve("t.csv"), csv);
            FixedThresholds thresholds = FixedThresholds.read(file, input.truth);

            Evaluated evaluated = evaluate(input, seed, draw.anInt(1, 3), new Wanted(false, thresholds));
            FixedResult fixed = Objects.requireNonNull(evaluated.fixed());

            double sum = 0;
            double best = 0;
            for (Map.Entry<Integer, Double> one : given.entrySet()) {
                double f1 = literal.f1At(one.getKey(), one.getValue());
                sum += f1;
                best += literal.bestF1(one.getKey());
                assertThat(Objects.requireNonNull(fixed.perClass()
                                        .get(classes.get(one.getKey()).id()))
                                .f1())
                        .isCloseTo(f1, within(1e-12));
            }
            assertThat(fixed.perClass()).hasSize(given.size());
            assertThat(fixed.without()).hasSize(classes.size() - given.size());
            assertThat(fixed.f1()).isCloseTo(sum / given.size(), within(1e-12));
            assertThat(fixed.best()).isCloseTo(best / given.size(), within(1e-12));
            assertThat(fixed.f1()).isLessThanOrEqualTo(fixed.best() + 1e-12);
            assertThat(evaluated.perRecording()).isEmpty();
        });
    }
}
