package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluator;
import org.inatsounds.evaluation.RandomCase;
import org.inatsounds.evaluation.predictions.GroundTruth.Recording;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.testing.Property;
import org.inatsounds.testing.Sweep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same scores in another layout give the same metrics. */
final class LayoutPropertyTest {

    private static Evaluation evaluate(GroundTruth truth, byte[] text, Activation activation, @Nullable Pool pool) {
        return evaluate(truth, text, new Reading(null, Order.BY_ANNOTATIONS, activation, pool, Missing.ERROR));
    }

    private static Evaluation evaluate(GroundTruth truth, byte[] text, Reading reading) {
        try (Predictions predictions =
                Predictions.open(new ByteArrayInputStream(text), "p.csv", truth, reading, Reading.Watch.NONE)) {
            return Evaluator.evaluate(predictions, 2, Progress.NONE);
        }
    }

    private static Evaluation wide(RandomCase input) {
        return evaluate(input.truth, input.csv(1), Activation.NONE, null);
    }

    private static void assertSame(Evaluation actual, Evaluation expected) {
        assertThat(actual.perClass()).isEqualTo(expected.perClass());
        assertThat(actual.others()).isEqualTo(expected.others());
        assertThat(actual.taxonomy()).isEqualTo(expected.taxonomy());
        assertThat(actual.ties()).isEqualTo(expected.ties());
    }

    private static byte[] table(String header, List<String> rows, Random random) {
        Collections.shuffle(rows, random);
        return (header + "\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Infinities aside, which a list keeps for what is not listed. */
    private static RandomCase finite(long seed) {
        RandomCase input = RandomCase.of(seed);
        for (int column = 0; column < input.scores[0].length; column++) {
            input = input.mapColumn(column, score -> Math.max(-1e300, Math.min(score, 1e300)));
        }
        return input;
    }

    @Test
    void longEqualsWide() {
        Property.tries(Sweep.of(200)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = finite(seed);
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < input.scores.length; i++) {
                for (int c = 0; c < input.scores[i].length; c++) {
                    rows.add(input.truth.recordings().get(i).id() + ","
                            + input.truth.categories().get(c).id() + "," + input.scores[i][c]);
                }
            }

            byte[] text = table("id,category,score", rows, new Random(seed));

            assertSame(evaluate(input.truth, text, Activation.NONE, null), wide(input));
        });
    }

    @Test
    void authorsEqualWide() {
        Property.tries(Sweep.of(200)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < input.scores.length; i++) {
                Recording recording = input.truth.recordings().get(i);
                String scores = DoubleStream.of(input.scores[i])
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining("_"))
                        .replace("Infinity", "inf");
                rows.add(recording.fileName().replace(".wav", "") + "," + recording.categoryId() + "," + scores);
            }

            byte[] text = table("img,gt,pred", rows, new Random(seed));

            assertSame(evaluate(input.truth, text, Activation.NONE, null), wide(input));
        });
    }

    /** A ranked list has the ranks of the scores, ties decided as the protocol decides them. */
    @Test
    void rankedHasTheRanksOfWide() {
        Property.tries(Sweep.of(200)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < input.scores.length; i++) {
                double[] scores = input.scores[i];
                List<Integer> order = new ArrayList<>();
                for (int c = 0; c < scores.length; c++) {
                    order.add(c);
                }
                order.sort((a, b) -> scores[a] == scores[b] ? a - b : Double.compare(scores[b], scores[a]));
                String ids = order.stream()
                        .map(c ->
                                Integer.toString(input.truth.categories().get(c).id()))
                        .collect(Collectors.joining(" "));
                rows.add(input.truth.recordings().get(i).id() + "," + ids);
            }

            Evaluation actual =
                    evaluate(input.truth, table("Id,Predicted", rows, new Random(seed)), Activation.NONE, null);

            Evaluation expected = wide(input);
            assertThat(actual.metrics().top1()).isEqualTo(expected.metrics().top1());
            assertThat(actual.metrics().top5()).isEqualTo(expected.metrics().top5());
            assertThat(actual.others().microTop5()).isEqualTo(expected.others().microTop5());
            assertThat(actual.taxonomy()).isEqualTo(expected.taxonomy());
        });
    }

    /** Windows whose maximum, or mean, is exactly the score. */
    @Test
    void pooledEqualsWide() {
        Property.tries(Sweep.of(200)).check(draw -> {
            long seed = draw.aLong();
            Pool pool = draw.of(Pool.MEAN, Pool.MAX);
            RandomCase input = finite(seed);
            Random random = new Random(seed);
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < input.scores.length; i++) {
                String id = Integer.toString(input.truth.recordings().get(i).id());
                int windows = 1 << random.nextInt(3);
                for (int w = 0; w < windows; w++) {
                    int window = w;
                    rows.add(id + ","
                            + DoubleStream.of(input.scores[i])
                                    .map(score -> pool == Pool.MEAN || window == 0 ? score : score - Math.abs(score))
                                    .mapToObj(Double::toString)
                                    .collect(Collectors.joining(",")));
                }
            }
            byte[] text = table(header(input), rows, random);

            assertSame(evaluate(input.truth, text, Activation.NONE, pool), wide(input));
        });
    }

    /** Without its row a recording scores as if it had one of minus infinity, below all others: in every class, never a hit. */
    @Test
    void worstEqualsARowBelowAllOthers() {
        Property.tries(Sweep.of(300)).check(draw -> {
            long seed = draw.aLong();

            RandomCase input = finite(seed);
            Random random = new Random(seed);
            String header = header(input);
            List<String> kept = new ArrayList<>();
            List<String> filled = new ArrayList<>();
            boolean[] gone = new boolean[input.scores.length];
            for (int i = 0; i < gone.length; i++) {
                gone[i] = i > 0 && random.nextInt(3) == 0;
                String id = Integer.toString(input.truth.recordings().get(i).id());
                String scores = DoubleStream.of(input.scores[i])
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(","));
                filled.add(id + "," + (gone[i] ? scores.replaceAll("[^,]+", "-inf") : scores));
                if (!gone[i]) {
                    kept.add(id + "," + scores);
                }
            }

            Evaluation actual = evaluate(input.truth, table(header, kept, random), missing(Missing.WORST));
            Evaluation expected = evaluate(input.truth, table(header, filled, random), missing(Missing.ERROR));

            assertThat(actual.recordings()).isEqualTo(expected.recordings());
            assertThat(actual.metrics().map()).isEqualTo(expected.metrics().map());
            assertThat(actual.metrics().mf1()).isEqualTo(expected.metrics().mf1());
            assertThat(actual.others().rocAuc()).isEqualTo(expected.others().rocAuc());
            for (int c = 0; c < actual.classes(); c++) {
                assertThat(actual.perClass().get(c).threshold())
                        .isEqualTo(expected.perClass().get(c).threshold());
            }
            assertThat(actual.others().microTop1())
                    .isLessThanOrEqualTo(expected.others().microTop1());
        });
    }

    private static String header(RandomCase input) {
        return "id,"
                + input.truth.categories().stream()
                        .map(category -> Integer.toString(category.id()))
                        .collect(Collectors.joining(","));
    }

    private static Reading missing(Missing rule) {
        return new Reading(null, Order.BY_ANNOTATIONS, Activation.NONE, null, rule);
    }

    /** Against the literal definition: a softmax of each row. */
    @Test
    void softmaxEqualsItsDefinition() {
        Property.tries(Sweep.of(100)).check(draw -> {
            long seed = draw.aLong();
            RandomCase logits = RandomCase.of(seed);
            for (int column = 0; column < logits.scores[0].length; column++) {
                logits = logits.mapColumn(column, score -> Math.max(-20, Math.min(score, 20)));
            }
            RandomCase scores = logits;
            for (int row = 0; row < logits.scores.length; row++) {
                double max = DoubleStream.of(logits.scores[row]).max().orElseThrow();
                double sum = 0;
                for (double logit : logits.scores[row]) {
                    sum += Math.exp(logit - max);
                }
                double total = sum;
                scores = scores.mapRow(row, logit -> Math.exp(logit - max) / total);
            }
            byte[] text = logits.csv(0);
            List<Evaluation> both = List.of(evaluate(logits.truth, text, Activation.SOFTMAX, Pool.MEAN), wide(scores));

            assertThat(both.get(0).metrics().top5())
                    .isEqualTo(both.get(1).metrics().top5());
            assertThat(both.get(0).classes()).isEqualTo(both.get(1).classes());
        });
    }
}
