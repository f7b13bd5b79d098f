package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluator;
import org.inatsounds.evaluation.NpyTest;
import org.inatsounds.evaluation.SmallCase;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Layouts beside the wide table and the matrix: what is taken for one, and what is said of a wrong one. */
final class LayoutTest {

    private static final String WIDE = "id,3,5\n101,0.9,0.1\n102,0.2,0.8\n103,0.7,0.75\n";
    private static final String LONG = "id,category,score\n101,3,0.9\n102,5,0.8\n103,3,0.7\n103,5,0.75\n";
    private static final String RANKED = "Id,Predicted\n101,3 5\n102,5 3\n103,5 3\n";
    private static final String AUTHORS =
            "img,gt,pred\ntest/00003_Avis/aa,3,0.9_0.1_0\ntest/00005_Rana/bb,5,0.2_0.8_0\ntest/00003_Avis/cc,3,0.7_0.75_0\n";

    private static final String TABS = """
            id,category,score
            101,3,0.9

            101,5,.1
            102,3,0.2
            102,5,8e-1
            103,3,0.7
            103,5,0.75
            """;
    private static final String SHUFFLED = """
            score,"class",file_name
            0.1,Rana una,00003_Avis/aa
            0.75,00005_Rana,103
            0.9, 3 ,101
            0.2,3,102
            0.8,5,102
            0.7,3,103
            7,9,103
            """;

    @TempDir
    private Path folder;

    private static Reading reading(
            @Nullable Layout layout, Activation activation, @Nullable Pool pool, Missing missing) {
        return new Reading(layout, Order.BY_ANNOTATIONS, activation, pool, missing);
    }

    private static Reading pooled(Pool pool) {
        return reading(null, Activation.NONE, pool, Missing.ERROR);
    }

    private static Reading missing(Missing rule) {
        return reading(null, Activation.NONE, null, rule);
    }

    private static Predictions open(byte[] bytes, Reading reading) {
        return Predictions.open(new ByteArrayInputStream(bytes), "p.csv", SmallCase.TRUTH, reading, Reading.Watch.NONE);
    }

    private static Evaluation evaluate(String text, Reading reading) {
        try (Predictions predictions = open(text.getBytes(StandardCharsets.UTF_8), reading)) {
            return Evaluator.evaluate(predictions, 2, Progress.NONE);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "'id,3,5', wide CSV",
        "'audio_id,category_id,score', long CSV",
        "'score\tspecies\tfile_name', long TSV",
        "'Id,Predicted', ranked CSV",
        "'img,gt,pred', authors CSV",
    })
    void isRecognisedByTheHeader(String header, String layout) {
        try (Predictions predictions = open((header + "\n").getBytes(StandardCharsets.UTF_8), Reading.PLAIN)) {
            assertThat(predictions.layout()).isEqualTo(layout);
        }
    }

    static Stream<Arguments> sameAsWide() {
        return Stream.of(
                Arguments.of(
                        "\uFEFF" + TABS.replace(',', '\t').replace("\n", "\r\n").strip()),
                Arguments.of(SHUFFLED),
                Arguments.of(AUTHORS),
                Arguments.of(AUTHORS.replace("_0\n", "\n")
                        .replace("aa,3,0.9", "aa.wav,3.0,\"9e-1")
                        .replace("_0.1", "_.1\"")));
    }

    @ParameterizedTest
    @MethodSource
    void sameAsWide(String text) {
        Evaluation expected = evaluate(WIDE, Reading.PLAIN);

        Evaluation actual = evaluate(text, Reading.PLAIN);

        assertThat(actual.perClass()).isEqualTo(expected.perClass());
        assertThat(actual.others()).isEqualTo(expected.others());
    }

    @Test
    void namesCategoriesThatAreNotEvaluated() {
        assertThat(evaluate(LONG + "101,9,1\n101,Felis mia,0\n", pooled(Pool.MAX))
                        .columnsNotEvaluated())
                .containsExactly("9", "Felis mia");
        assertThat(evaluate(RANKED.replace("5 3", "9 5 3"), Reading.PLAIN).columnsNotEvaluated())
                .containsExactly("9");
        assertThat(evaluate(AUTHORS, Reading.PLAIN).columnsNotEvaluated()).containsExactly("9");
    }

    /** With two classes everything would be among the first five. */
    @ParameterizedTest
    @CsvSource({
        "'id,category,score\n101,3,1\n102,3,1\n103,3,-inf\n', 0.5, 2, 3",
        "'id,category,score\n101,3,1\n102,9,1\n103,5,-inf\n', 0.25, 1, 2",
        "'Id,Predicted\n101,3\n102,3\n103,3 5\n', 0.5, 2, 3",
        "'Id,Predicted\n101,\n102,9\n103,5\n', 0, 0, 1",
    })
    void whatIsNotListedIsNeverAHit(String text, double top5, int hits, int listed) {
        Evaluation actual = evaluate(text, Reading.PLAIN);

        assertThat(actual.metrics().top5()).isEqualTo(top5);
        assertThat(actual.others().microTop5()).isEqualTo(hits / 3.0);
        assertThat(actual.ties().top5().optimistic()).isEqualTo(top5);
        assertThat(actual.taxonomy().get("species")).isEqualTo(actual.metrics().top1());
        assertThat(actual.taxonomy().get("kingdom")).isEqualTo(listed / 3.0);
    }

    /** The sum of two is infinite: then both classes would tie. */
    @Test
    void meansOfTheGreatestScoresTellClassesApart() {
        String text = """
                id,3,5
                101,1.7e308,1.6e308
                101,1.6e308,1.6e308
                102,1.6e308,1.7e308
                102,1.6e308,1.6e308
                103,1.7e308,1.6e308
                103,1.7e308,1.6e308
                """;

        Evaluation actual = evaluate(text, pooled(Pool.MEAN));

        assertThat(actual.metrics().top1()).isEqualTo(1);
        assertThat(actual.ties().top1().optimistic())
                .isEqualTo(actual.ties().top1().pessimistic());
    }

    /** What its first row looks like is said of a table whose headings are not understood. */
    static Stream<Arguments> unknownHeadings() {
        return Stream.of(
                Arguments.of(
                        "path,prediction,confidences\naa.wav,Avis rara,0.9\n",
                        "p.csv:1: expected a column per category, or recording, category and score in columns of these"
                                + " names, got 'path, prediction, confidences'; in the first row, 'path' is a recording"
                                + " and 'prediction' a category, and 'confidences' may be a score: then change the names"
                                + " in the first line to path, category, score"),
                Arguments.of(
                        "p\trecording\ttaxon\tmodel\n0.9\taa.wav\t3\tv1\n",
                        "p.csv:1: expected a column per category, or recording, category and score in columns of these"
                                + " names, got 'p, recording, taxon, model'; in the first row, 'recording' is a recording"
                                + " and 'taxon' a category, and 'p' may be a score: then change the names in the first"
                                + " line to score, file_name, category, model, and leave out the rest with"
                                + " --ignore-columns model"),
                Arguments.of(
                        "file,class,x\naa.wav,3,y\n",
                        "p.csv:1: expected a column per category, or recording, category and score in columns of these"
                                + " names, got 'file, class, x'; in the first row, 'file' is a recording and 'class' a"
                                + " category, but nothing is a score: add a column 'score'"),
                Arguments.of("path,a,b\naa.wav,0,1\n", "p.csv:1:2: no category is called 'a'"),
                Arguments.of(
                        "path,3,prediction\naa.wav,0.1,Avis rara\n", "p.csv:1:3: no category is called 'prediction'"));
    }

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of("{\"101\": {\"3\": 1}}", "p.csv: expected a table or a .npy file, got JSON"),
                Arguments.of("id,3,5,\n101,1,2,\n", "p.csv:1:4: the last column has no name: does every line end with"),
                Arguments.of(
                        "id,Unnamed: 0,3,5\n101,0,1,2\n",
                        "p.csv:1:2: no category is called 'Unnamed: 0': expected a category id, scientific name, common"
                                + " name or audio_dir_name of the annotations (an index of pandas: write the file with index=False)"),
                Arguments.of(
                        "id,3,5\ntest/00003_Avis/aa_000.wav,1,0\n",
                        "p.csv:2:1: no recording is called 'test/00003_Avis/aa_000.wav': expected a file_name or audio id"
                                + " of the annotations; a window of 'test/00003_Avis/aa.wav'? Name the recording, and use"
                                + " --pool"),
                Arguments.of("id,3,5\naa_2.5_5.0,1,0\n", "p.csv:2:1: no recording is called 'aa_2.5_5.0'"),
                Arguments.of(
                        "id,3,5\n101,1,0\n101,1,0\n",
                        "p.csv:3:1: a second row for test/00003_Avis/aa.wav; the first is line 2 (--pool mean or"
                                + " max combines them)"),
                Arguments.of(
                        "id,3,5\n101,1,0\n102,1,0\n",
                        "p.csv: 1 of 3 recordings have no row: test/00003_Avis/cc.wav; --missing worst scores them"),
                Arguments.of(LONG + "104,3,1\n", "p.csv:6:1: no recording is called '104'"),
                Arguments.of(LONG + "101,4,1\n", "p.csv:6:2: no category is called '4'"),
                Arguments.of(LONG + "101,,1\n", "p.csv:6:2: expected a category, got ''"),
                Arguments.of(LONG + "101,5,nan\n", "p.csv:6:3: expected a number as score, got 'nan'"),
                Arguments.of(LONG + "101,5\n", "p.csv:6: expected 3 columns as in the header, got 2"),
                Arguments.of(LONG + "101,5", "p.csv:6: the file ends in the middle of a row, in column 2 of 3"),
                Arguments.of(LONG + "101,5,", "p.csv:6:3: expected a number as score, got '' (the file ends here"),
                Arguments.of(LONG + "101,3,1\n", "p.csv:6:2: a second score of category 3 for test/00003_Avis/aa.wav"),
                Arguments.of(LONG + "\"101,3,1\n", "p.csv:6:1: a quote is not closed"),
                Arguments.of(
                        "id,category,score\n101,3,1\n102,5,1",
                        "p.csv: 1 of 3 recordings have no row: test/00003_Avis/cc.wav (the file does not end with"),
                Arguments.of("id,predicted\n104,3\n", "p.csv:2:1: no recording is called '104'"),
                Arguments.of(
                        RANKED + "101,3\n", "p.csv:5:1: a second row for test/00003_Avis/aa.wav; the first is line 2"),
                Arguments.of("Id,Predicted\n101,3 4\n", "p.csv:2:2: no category is called '4'"),
                Arguments.of("Id,Predicted\n101,3 3\n", "p.csv:2:2: category 3 is listed twice"),
                Arguments.of(
                        "Id,Predicted\n101,3\n102", "p.csv:3: the file ends in the middle of a row, in column 1 of 2"),
                Arguments.of(
                        "Id,Predicted\n101,3\n102,", "p.csv:3:2: expected category ids, got '' (the file ends here"),
                Arguments.of("x,Predicted\n101,3\n", "p.csv:1: expected an id column"),
                Arguments.of(
                        AUTHORS.replace("aa,3", "aa,5"), "p.csv:2:2: expected 3, the category of test/00003_Avis/aa"),
                Arguments.of(
                        AUTHORS.replace("aa,3", "aa,x"), "p.csv:2:2: expected 3, the category of test/00003_Avis/aa"),
                Arguments.of(AUTHORS.replace("aa", "zz"), "p.csv:2:1: no recording is called 'test/00003_Avis/zz'"),
                Arguments.of(AUTHORS.replace("0.8_0", "x_0"), "p.csv:3:3: expected a number as score 2 of 3, got 'x'"),
                Arguments.of(AUTHORS.replace("0.8_0", "0.8"), "p.csv:3:3: expected 3 scores as in line 2, got 2"),
                Arguments.of(AUTHORS.replace("0.9_0.1_0", "0.9"), "p.csv:2:3: the row has scores of 1 columns"),
                Arguments.of(
                        AUTHORS.substring(0, AUTHORS.length() - 3),
                        "p.csv:4: the file ends in the middle of a row, after 2 scores: was it truncated"),
                Arguments.of(AUTHORS + "101,3,1_2_3\n", "p.csv:5:1: a second row for test/00003_Avis/aa.wav"),
                Arguments.of(
                        "img,gt,pred\n101,3,0.9", "p.csv:2: the file ends in the middle of a row, after 1 scores"));
    }

    @ParameterizedTest
    @MethodSource({"problems", "unknownHeadings"})
    void namesTheFirstProblem(String text, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate(text, Reading.PLAIN))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "wide, 'p.csv:1: no id column'",
        "long, 'p.csv:1: expected 3 columns, got 2'",
        "ranked, 'p.csv:1: expected an id column'",
        "authors, 'p.csv:1: expected the header img,gt,pred, got ''a,b'''",
        "npy, 'p.csv: expected the layout npy, got no .npy file'",
    })
    void aForcedLayoutHasToFit(String layout, String message) {
        Layout forced = Arrays.stream(Layout.values())
                .filter(one -> one.toString().equals(layout))
                .findAny()
                .orElseThrow();
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate("a,b\n1,2\n", reading(forced, Activation.NONE, null, Missing.ERROR)))
                .withMessageStartingWith(message);
    }

    @Test
    void whatAListCannotGiveIsAUsageError() {
        List<Runnable> wrong = List.of(
                () -> evaluate(LONG, pooled(Pool.MEAN)),
                () -> evaluate(LONG, reading(null, Activation.SOFTMAX, null, Missing.ERROR)),
                () -> evaluate(RANKED, pooled(Pool.MAX)),
                () -> evaluate(RANKED, reading(null, Activation.SIGMOID, null, Missing.ERROR)));
        for (Runnable one : wrong) {
            assertThatExceptionOfType(UsageException.class).isThrownBy(one::run);
        }
    }

    @Test
    void windowsArePooledInAnyOrder() {
        String windows = "id,3,5\n101,1,0\n103,0.9,0.5\n102,0,0.5\n101,0.8,0.2\n103,0.5,1\n102,0.4,1.1\n";
        Evaluation expected = evaluate(WIDE, Reading.PLAIN);

        assertThat(evaluate(windows, pooled(Pool.MEAN)).metrics()).isEqualTo(expected.metrics());
        assertThat(evaluate(windows, pooled(Pool.MEAN)).perClass().get(1).threshold())
                .isEqualTo(0.8);
        assertThat(evaluate(windows, pooled(Pool.MAX)).perClass().get(1).threshold())
                .isEqualTo(1.1);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate(windows, Reading.PLAIN))
                .withMessageStartingWith("p.csv:5:1: a second row for test/00003_Avis/aa.wav; the first is line 2");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate(windows, reading(null, Activation.SIGMOID, null, Missing.ERROR)))
                .withMessageStartingWith("p.csv:5:1: a second row for test/00003_Avis/aa.wav; the first is line 2");
    }

    /** The softmax is over the classes that compete: 9 has no recordings, and no part in it, whatever stands there. */
    @Test
    void softmaxIsOverTheClasses() {
        Reading softmax = reading(null, Activation.SOFTMAX, null, Missing.ERROR);
        Evaluation expected = evaluate("id,3,5\n101,2,1\n102,0,1\n103,2,2\n", softmax);

        assertThat(expected.perClass().get(0).threshold()).isEqualTo(1 / (1 + 1.0));
        assertThat(expected.perClass().get(1).threshold()).isEqualTo(1 / (1 + Math.exp(-1)));
        for (String nine : List.of("9", "-1e300", "inf", "nan", "", "x")) {
            assertThat(evaluate("id,9,3,5\n101," + nine + ",2,1\n102,0,0,1\n103,0,2,2\n", softmax)
                            .perClass())
                    .as(nine)
                    .isEqualTo(expected.perClass());
        }
        double[][] rows = {{2, 1, 9}, {0, 1, Double.NaN}, {2, 2, 0}};
        try (Predictions matrix = open(NpyTest.plain("<f8", rows), softmax)) {
            assertThat(Evaluator.evaluate(matrix, 2, Progress.NONE).perClass()).isEqualTo(expected.perClass());
        }
    }

    /** By its name, the softmax has all columns in its sum: 9 takes most of what 3 would have. */
    @Test
    void softmaxOverAllColumnsHasThoseOutsideTheClasses() {
        String logits = "id,9,3,5\n101,9,2,1\n102,0,0,1\n103,0,2,2\n";
        Reading softmax = reading(null, Activation.SOFTMAX_ALL_COLUMNS, null, Missing.ERROR);

        assertThat(evaluate(logits, softmax).perClass().get(0).threshold())
                .isEqualTo(Math.exp(-7) / (1 + Math.exp(-7) + Math.exp(-8)));
        // A matrix, with columns in the order of ids.
        double[][] rows = {{2, 1, 9}, {0, 1, 0}, {2, 2, 0}};
        try (Predictions matrix = open(NpyTest.plain("<f8", rows), softmax)) {
            assertThat(Evaluator.evaluate(matrix, 2, Progress.NONE).perClass())
                    .isEqualTo(evaluate("id,3,5,9\n101,2,1,9\n102,0,1,0\n103,2,2,0\n", softmax)
                            .perClass());
        }
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate(logits.replace("102,0", "102,x"), softmax))
                .withMessageStartingWith("p.csv:3:2: expected a number as score of '9', got 'x'");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate(logits.replace("102,0", "102,inf"), softmax))
                .withMessageStartingWith(
                        "p.csv: the softmax-all-columns of a row of test/00005_Rana/bb.wav has no value");
    }

    @Test
    void missingRecordingsAreBelowEverythingOrLeftOut() {
        String two = "id,3,5\n101,-inf,0.1\n102,-inf,0.8\n";

        Evaluation worst = evaluate(two, missing(Missing.WORST));
        Evaluation skip = evaluate(two, missing(Missing.SKIP));

        assertThat(worst.recordings()).isEqualTo(3);
        assertThat(worst.missingRecordings()).isEqualTo(1);
        // Class 3: a positive and a negative tie, the other positive comes last. AP = 1/2 * 1/2 + 1/2 * 2/3.
        assertThat(worst.perClass().get(0).ap()).isEqualTo((0.5 + 2 / 3.0) / 2);
        assertThat(worst.perClass().get(0).f1()).isEqualTo(0.8);
        assertThat(worst.perClass().get(0).threshold()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(worst.perClass().get(0).rocAuc()).isEqualTo(0.25);
        assertThat(worst.perClass().get(0).top5()).isEqualTo(0.5);
        assertThat(worst.perClass().get(1).ap()).isEqualTo(1);
        assertThat(worst.taxonomy().get("kingdom")).isEqualTo(2 / 3.0);
        assertThat(worst.notes())
                .containsEntry(
                        "missing_recordings",
                        "1 of 3 had no row and were scored below all others: this is not a lower bound, since map can rise when"
                                + " recordings no longer compete with those of other classes");
        assertThat(skip.recordings()).isEqualTo(2);
        assertThat(skip.missingRecordings()).isEqualTo(1);
        assertThat(skip.perClass().get(0).recordings()).isEqualTo(1);
        assertThat(skip.perClass().get(0).ap()).isEqualTo(0.5);
        assertThat(skip.taxonomy().get("kingdom")).isEqualTo(1);
        assertThat(skip.notes()).containsEntry("missing_recordings", "1 of 3 had no row and were left out");
    }

    @Test
    void aClassWithoutAnyRowIsNamed() {
        String two = "id,3,5\n101,1,0\n103,0,1\n";

        Evaluation worst = evaluate(two, missing(Missing.WORST));
        Evaluation skip = evaluate(two, missing(Missing.SKIP));

        assertThat(worst.perClass().get(1).ap()).isEqualTo(1 / 3.0);
        assertThat(worst.perClass().get(1).rocAuc()).isEqualTo(0);
        assertThat(worst.classes()).isEqualTo(2);
        assertThat(skip.classes()).isEqualTo(1);
        assertThat(skip.metrics().top1()).isEqualTo(0.5);
        assertThat(skip.notes().get("classes")).contains("1 of 2 have no recording", ": 5");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate("id,3,5\n", missing(Missing.WORST)))
                .withMessageStartingWith("p.csv: 3 of 3 recordings have no row");
    }

    @ParameterizedTest
    @MethodSource
    void compressedEqualsPlain(String text) throws IOException {
        Path file = Files.write(folder.resolve("p.csv.gz"), gzip(text));
        List<String> notices = new ArrayList<>();
        Evaluation expected = evaluate(text, Reading.PLAIN);

        try (Predictions fromFile = Predictions.open(
                        file, SmallCase.TRUTH, Reading.PLAIN, new Reading.Watch(notices::add, Progress.NONE));
                Predictions fromStream = open(gzip(text), Reading.PLAIN)) {
            assertThat(fromFile.layout()).endsWith(", gzip");
            assertThat(Evaluator.evaluate(fromFile, 2, Progress.NONE)).isEqualTo(expected);
            assertThat(Evaluator.evaluate(fromStream, 2, Progress.NONE)).isEqualTo(expected);
        }
        assertThat(notices).isNotEmpty().allMatch(notice -> notice.contains("temporary file of 0.0 MB"));
    }

    static Stream<String> compressedEqualsPlain() {
        return Stream.of(WIDE, LONG, RANKED, AUTHORS);
    }

    @Test
    void brokenGzipIsToldFromCutGzip() throws IOException {
        byte[] whole = gzip(WIDE);
        byte[] broken = whole.clone();
        broken[whole.length - 6] ^= 1;

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> open(Arrays.copyOf(whole, whole.length - 9), Reading.PLAIN))
                .withMessageStartingWith("p.csv: the gzip data ends too early");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> open(broken, Reading.PLAIN))
                .withMessageStartingWith("p.csv: the gzip data is damaged");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> open(new byte[] {'a', 0, 'b'}, Reading.PLAIN))
                .withMessageStartingWith("p.csv: neither a table nor a .npy file: there is a zero byte at offset 1");
    }
}
