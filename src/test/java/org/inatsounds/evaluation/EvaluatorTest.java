package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.Evaluation.ClassResult;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.predictions.Content;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.WidePredictions;
import org.inatsounds.testing.Property;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.Test;

final class EvaluatorTest {

    private static final Offset<Double> EXACT = within(1e-12);

    private static Evaluation evaluate(RandomCase input, long spelling, int pieceBytes, int threads)
            throws IOException {
        Content content = Content.of(input.csv(spelling));
        try (Predictions predictions = new WidePredictions(input.truth, "p.csv", content, pieceBytes)) {
            return Evaluator.evaluate(predictions, threads, Progress.NONE);
        }
    }

    @Test
    void equalsTheLiteralTwin() {
        Property.tries(Sweep.of(400)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            LiteralEvaluation literal = input.literal();

            Evaluation actual = evaluate(input, seed, 1 << 16, 1);

            assertThat(actual.metrics().top1()).isCloseTo(literal.macro(c -> literal.topK(1, c)), EXACT);
            assertThat(actual.metrics().top5()).isCloseTo(literal.macro(c -> literal.topK(5, c)), EXACT);
            assertThat(actual.metrics().map()).isCloseTo(literal.macro(literal::averagePrecision), EXACT);
            assertThat(actual.metrics().mf1()).isCloseTo(literal.macro(literal::bestF1), EXACT);
            assertThat(actual.others().microTop1()).isCloseTo(literal.micro(1), EXACT);
            assertThat(actual.others().microTop5()).isCloseTo(literal.micro(5), EXACT);
            for (int rank = 0; rank < GroundTruth.RANKS.size(); rank++) {
                assertThat(actual.taxonomy().get(GroundTruth.RANKS.get(rank))).isCloseTo(literal.taxonomy(rank), EXACT);
            }
            for (int c = 0; c < actual.classes(); c++) {
                ClassResult one = actual.perClass().get(c);
                assertThat(one.ap()).isCloseTo(literal.averagePrecision(c), EXACT);
                assertThat(one.f1()).isCloseTo(literal.bestF1(c), EXACT);
                assertThat(literal.isBest(c, Objects.requireNonNull(one.threshold())))
                        .isTrue();
            }
        });
    }

    /** Whoever watches sees the size of the file, however often it is read. */
    @Test
    void progressComesToTheSizeOfTheFile() {
        Property.tries(Sweep.of(20)).check(draw -> {
            long seed = draw.aLong();
            int pieceBytes = draw.anInt(1, 500);
            RandomCase input = RandomCase.of(seed);
            AtomicLong left = new AtomicLong();
            byte[] csv = input.csv(seed);
            Progress progress = (what, total, unit) -> {
                assertThat(total).isPositive().isLessThan(csv.length);
                left.set(total);
                return new Progress.Step() {
                    @Override
                    public void advance(long count) {
                        assertThat(count).isNotNegative();
                        left.addAndGet(-count);
                    }

                    @Override
                    public void alreadyDone(long count) {}

                    @Override
                    public void close() {}
                };
            };
            try (Predictions predictions = new WidePredictions(input.truth, "p.csv", Content.of(csv), pieceBytes)) {
                Evaluator.evaluate(predictions, 2, progress);
            }
            assertThat(left).hasValue(0);
        });
    }

    @Test
    void equalsTheLiteralTwinInRocAuc() {
        Property.tries(Sweep.of(200)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            LiteralEvaluation literal = input.literal();

            Evaluation actual = evaluate(input, seed, 1 << 16, 1);

            if (actual.classes() == 1) {
                assertThat(actual.others().rocAuc()).isNull();
                assertThat(actual.notes()).containsKey("roc_auc");
            } else {
                assertThat(actual.others().rocAuc()).isCloseTo(literal.macro(literal::rocAuc), EXACT);
                assertThat(actual.notes()).doesNotContainKey("roc_auc");
            }
        });
    }

    @Test
    void equalsTheLiteralTwinInTies() {
        Property.tries(Sweep.of(200)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            LiteralEvaluation literal = input.literal();

            Evaluation.Ties ties = evaluate(input, seed, 1 << 16, 1).ties();

            assertThat(ties.top1().recordings()).isEqualTo((int) literal.decidedByTies(1));
            assertThat(ties.top1().pessimistic()).isCloseTo(literal.macro(c -> literal.topKAtWorst(1, c)), EXACT);
            assertThat(ties.top1().optimistic()).isCloseTo(literal.macro(c -> literal.topKAtBest(1, c)), EXACT);
            assertThat(ties.top5().recordings()).isEqualTo((int) literal.decidedByTies(5));
            assertThat(ties.top5().pessimistic()).isCloseTo(literal.macro(c -> literal.topKAtWorst(5, c)), EXACT);
            assertThat(ties.top5().optimistic()).isCloseTo(literal.macro(c -> literal.topKAtBest(5, c)), EXACT);
        });
    }

    @Test
    void equalsTheLiteralTwinClassByClass() {
        Property.tries(Sweep.of(200)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            LiteralEvaluation literal = input.literal();

            Evaluation actual = evaluate(input, seed, 1 << 16, 1);

            assertThat(actual.perClass()).hasSize(input.truth.classes().size());
            for (int c = 0; c < actual.classes(); c++) {
                ClassResult one = actual.perClass().get(c);
                assertThat(one.category()).isEqualTo(input.truth.classes().get(c));
                assertThat((long) one.recordings()).isEqualTo(literal.recordings(c));
                assertThat(one.top1()).isCloseTo(literal.topK(1, c), EXACT);
                assertThat(one.top5()).isCloseTo(literal.topK(5, c), EXACT);
                if (actual.classes() > 1) {
                    assertThat(one.rocAuc()).isCloseTo(literal.rocAuc(c), EXACT);
                }
            }
        });
    }

    @Test
    void equalsTheLiteralTwinInConfusions() {
        Property.tries(Sweep.of(300)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);

            List<Confusion> actual = evaluate(input, seed, 1 << 16, 1).confusions();

            assertThat(actual).containsExactlyElementsOf(input.literal().confusions());
        });
    }

    @Test
    void equalsTheLiteralTwinBySupercategory() {
        Property.tries(Sweep.of(200)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            LiteralEvaluation literal = input.literal();

            Evaluation actual = evaluate(input, seed, 1 << 16, 1);

            assertThat(actual.supercategories().keySet())
                    .containsExactlyElementsOf(
                            new TreeSet<>(literal.recordingsBySupercategory().keySet()));
            actual.supercategories().forEach((name, group) -> {
                assertThat((long) group.recordings())
                        .isEqualTo(literal.recordingsBySupercategory().get(name));
                assertThat(group.metrics().top1()).isCloseTo(literal.macro(name, c -> literal.topK(1, c)), EXACT);
                assertThat(group.metrics().top5()).isCloseTo(literal.macro(name, c -> literal.topK(5, c)), EXACT);
                assertThat(group.metrics().map()).isCloseTo(literal.macro(name, literal::averagePrecision), EXACT);
                assertThat(group.metrics().mf1()).isCloseTo(literal.macro(name, literal::bestF1), EXACT);
            });
        });
    }

    @Test
    void dependsNeitherOnOrderNorSpellingNorPiecesNorThreads() {
        Property.tries(Sweep.of(300)).check(draw -> {
            long seed = draw.aLong();
            long spelling = draw.aLong();
            int pieceBytes = draw.anInt(1, 300);
            int threads = draw.anInt(1, 4);
            RandomCase input = RandomCase.of(seed);

            Evaluation one = evaluate(input, seed, 1 << 16, 1);
            Evaluation other = evaluate(input, spelling, pieceBytes, threads);

            // The names of columns are as in the file, in its order. All else is the same to the last bit.
            assertThat(withoutColumns(other)).isEqualTo(withoutColumns(one));
            assertThat(other.columnsNotEvaluated()).hasSameSizeAs(one.columnsNotEvaluated());
        });
    }

    private static Evaluation withoutColumns(Evaluation e) {
        return new Evaluation(
                e.recordings(),
                e.classes(),
                e.metrics(),
                e.others(),
                e.taxonomy(),
                e.supercategories(),
                e.ties(),
                e.missingRecordings(),
                List.of(),
                e.perClass(),
                e.confusions(),
                e.notes());
    }

    /** Keeps the order, infinities and ties. */
    private static double stretch(double score) {
        return score > 0 ? 2 * Math.min(score, 1e300) + (score > 1e300 ? score : 0) : score / 4;
    }

    @Test
    void classMetricsSurviveAnIncreasingTransformOfAColumn() {
        Property.tries(Sweep.of(200)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            int column = new Random(seed).nextInt(input.scores[0].length);

            Evaluation before = evaluate(input, seed, 1 << 16, 1);
            Evaluation after = evaluate(input.mapColumn(column, EvaluatorTest::stretch), seed, 1 << 16, 1);

            assertThat(after.metrics().map()).isEqualTo(before.metrics().map());
            assertThat(after.metrics().mf1()).isEqualTo(before.metrics().mf1());
            assertThat(after.others().rocAuc()).isEqualTo(before.others().rocAuc());
        });
    }

    @Test
    void ranksSurviveAnIncreasingTransformOfARow() {
        Property.tries(Sweep.of(200)).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            int row = new Random(seed).nextInt(input.scores.length);

            Evaluation before = evaluate(input, seed, 1 << 16, 1);
            Evaluation after = evaluate(input.mapRow(row, EvaluatorTest::stretch), seed, 1 << 16, 1);

            assertThat(after.metrics().top1()).isEqualTo(before.metrics().top1());
            assertThat(after.metrics().top5()).isEqualTo(before.metrics().top5());
            assertThat(after.ties()).isEqualTo(before.ties());
            assertThat(after.taxonomy()).isEqualTo(before.taxonomy());
        });
    }
}
