package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.inatsounds.BadInputException;
import org.inatsounds.CancelledException;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.ScoreArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores that are in memory are evaluated as the same scores in a file. */
final class ScoreArrayTest {

    private static final List<String> NAMES = List.of("aa", "test/00005_Rana/bb.wav", "103");
    private static final int[] IDS = {3, 9, 5};
    private static final double[][] SCORES = {{0.75, 9, 0.125}, {0.25, -9, 0.875}, {0.5, 0, 0.625}};

    @TempDir
    Path folder;

    @AfterEach
    void isNotInterruptedAnyMore() {
        Thread.interrupted();
    }

    @Test
    void givesWhatAFileOfTheSameScoresGives() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            List<String> names = new ArrayList<>(NAMES);
            Collections.shuffle(names, random);
            double[][] scores = new double[3][3];
            float[][] floats = new float[3][3];
            StringBuilder table = new StringBuilder("id,3,9,5\n");
            for (int row = 0; row < 3; row++) {
                table.append(names.get(row));
                for (int column = 0; column < 3; column++) {
                    // A few values, so that there are ties; floats hold them exactly.
                    scores[row][column] = random.nextInt(4) / 4.0;
                    floats[row][column] = (float) scores[row][column];
                    table.append(String.format(Locale.ROOT, ",%.2f", scores[row][column]));
                }
                table.append('\n');
            }
            Path file = Files.writeString(folder.resolve("p.csv"), table);
            Evaluation expected;
            try (Predictions predictions = Predictions.open(file, SmallCase.TRUTH)) {
                expected = Evaluator.evaluate(predictions);
            }
            assertThat(evaluate(scores, names, IDS)).isEqualTo(expected);
            assertThat(Evaluator.evaluate(ScoreArray.of(floats, names, IDS, SmallCase.TRUTH)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void mayBeOfManyPieces() {
        // A piece is half a mebibyte: here it is one row.
        int width = 70_000;
        int[] ids = new int[width];
        List<GroundTruth.Category> categories = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            ids[c] = c;
            categories.add(new GroundTruth.Category(
                    c, "Avis " + c, "", "Aves", List.of("", "", "", "", "", "Avis", "" + c), true));
        }
        var truth = new GroundTruth(
                List.of(
                        new GroundTruth.Recording(1, "a.wav", 5),
                        new GroundTruth.Recording(2, "b.wav", 69_999),
                        new GroundTruth.Recording(3, "c.wav", 5)),
                categories);
        double[][] scores = new double[3][width];
        scores[0][5] = 1;
        scores[1][69_999] = 1;
        scores[2][5] = 1;
        Evaluation evaluation = Evaluator.evaluate(ScoreArray.of(scores, List.of("a", "b", "c"), ids, truth));
        assertThat(evaluation.metrics().top1()).isEqualTo(1);
        assertThat(evaluation.metrics().map()).isEqualTo(1);
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThatThrownBy(() -> ScoreArray.of(SCORES, List.of("aa"), IDS, SmallCase.TRUTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scores: expected a row for each of the 1 recordings, got 3 rows");
        assertThatThrownBy(() -> ScoreArray.of(new float[][] {{1, 2}}, List.of("aa"), IDS, SmallCase.TRUTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scores[0]: expected a number for each of the 3 categories, got 2");
        assertThatThrownBy(() -> evaluate(SCORES, NAMES, new int[] {3, 4, 5}))
                .isInstanceOf(BadInputException.class)
                .hasMessage("scores, column 1: expected the id of a category of the annotations, got 4");
        assertThatThrownBy(() -> evaluate(SCORES, NAMES, new int[] {3, 9, 3}))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "scores, column 2: a second column for category 3 (Avis rara); the first is at scores, column 0");
        assertThatThrownBy(() -> evaluate(SCORES, List.of("aa", "zz", "aa.wav"), IDS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("scores, row 1: ")
                .hasMessageContaining("scores, row 2: a second row for test/00003_Avis/aa.wav; the first is row 0");
        double[][] nan = {{0, 0, 0}, {0, 0, Double.NaN}, {0, 0, 0}};
        assertThatThrownBy(() -> evaluate(nan, NAMES, IDS))
                .isInstanceOf(BadInputException.class)
                .hasMessage("scores[1, 2]: expected a number, got NaN (the score of category 5 for"
                        + " test/00005_Rana/bb.wav)");
        double[][] two = {{0, 0, 0}, {0, 0, 0}};
        assertThatThrownBy(() -> evaluate(two, NAMES.subList(0, 2), IDS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("scores: 1 of 3 recordings have no row: test/00003_Avis/cc.wav");
    }

    @Test
    void anInterruptedThreadEvaluatesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("p.csv"), "id,3,5\naa,1,2\nbb,1,2\ncc,1,2\n");
        Predictions array = ScoreArray.of(SCORES, NAMES, IDS, SmallCase.TRUTH);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Evaluator.evaluate(array))
                .isInstanceOf(CancelledException.class)
                .hasMessage("the evaluation was cancelled: its thread was interrupted");
        assertThatThrownBy(() -> Predictions.open(file, SmallCase.TRUTH)).isInstanceOf(CancelledException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    private static Evaluation evaluate(double[][] scores, List<String> names, int[] ids) {
        try (Predictions predictions = ScoreArray.of(scores, names, ids, SmallCase.TRUTH)) {
            return Evaluator.evaluate(predictions);
        }
    }
}
