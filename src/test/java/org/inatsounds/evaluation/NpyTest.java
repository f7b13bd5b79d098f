package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.Content;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.Missing;
import org.inatsounds.evaluation.predictions.NpyPredictions;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.evaluation.predictions.Reading;
import org.inatsounds.evaluation.predictions.WidePredictions;
import org.inatsounds.npy.NpyType;
import org.inatsounds.npy.NpyValues;
import org.inatsounds.testing.Property;
import org.inatsounds.testing.Sweep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public final class NpyTest {

    /** Columns 3 and 5. */
    private static final double[][] SCORES = {{0.75, 0.125}, {0.25, 0.875}, {0.5, 0.625}};

    private static final String SHAPE_3_2 = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }";

    @TempDir
    private Path folder;

    private static byte[] array(String header, int version, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        bytes.put(text).put(data);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static byte[] data(String type, double[][] scores) {
        ByteBuffer data = ByteBuffer.allocate(scores.length * scores[0].length * 8)
                .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double[] row : scores) {
            for (double score : row) {
                switch (type.charAt(2)) {
                    case '2' -> data.putShort(half(score));
                    case '4' -> data.putFloat((float) score);
                    default -> data.putDouble(score);
                }
            }
        }
        return Arrays.copyOf(data.array(), data.position());
    }

    /** For eighths in [0, 2], which are exact. */
    private static short half(double score) {
        for (int bits = 0; bits < 0x7C00; bits++) {
            if (value((short) bits) == score) {
                return (short) bits;
            }
        }
        throw new IllegalArgumentException("no float16: " + score);
    }

    private static double value(short bits) {
        return NpyValues.of(ByteBuffer.allocate(Short.BYTES).putShort(0, bits), NpyType.FLOAT16, 1)
                .at(0);
    }

    public static byte[] plain(String type, double[][] scores) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + scores.length + ", "
                + scores[0].length + "), }";
        return array(header, 1, data(type, scores));
    }

    private static Evaluation evaluate(byte[] file, Order order) throws IOException {
        try (Predictions predictions =
                new NpyPredictions(SmallCase.TRUTH, "p.npy", Content.of(file), order, NpyPredictions.PIECE)) {
            return Evaluator.evaluate(predictions, 2, Progress.NONE);
        }
    }

    private static Evaluation evaluate(byte[] file) throws IOException {
        return evaluate(file, Order.BY_ANNOTATIONS);
    }

    private static Evaluation expected() throws IOException {
        String table = "id,3,5\n101,0.75,0.125\n102,0.25,0.875\n103,0.5,0.625\n";
        Content content = Content.of(table.getBytes(StandardCharsets.US_ASCII));
        try (Predictions predictions = new WidePredictions(SmallCase.TRUTH, "p.csv", content, WidePredictions.PIECE)) {
            return Evaluator.evaluate(predictions, 1, Progress.NONE);
        }
    }

    private Path list(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @ParameterizedTest
    @CsvSource({"<f2,1", "<f4,1", "<f8,1", ">f2,1", ">f4,1", ">f8,1", "=f8,1", "<f4,2", ">f8,3"})
    void readsFloatsOfAnyWidthAndOrder(String type, int version) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (3, 2), }   \n";

        assertThat(evaluate(array(header, version, data(type, SCORES)))).isEqualTo(expected());
    }

    @Test
    void saysWhatItReads() throws IOException {
        Path file = Files.write(folder.resolve("a.bin"), plain(">f2", SCORES));
        try (Predictions predictions = Predictions.open(file, SmallCase.TRUTH, Order.BY_ANNOTATIONS)) {
            assertThat(predictions.layout()).isEqualTo("npy float16");
        }
    }

    @Test
    void takesColumnsByTheirNumber() throws IOException {
        double[][] all = {{0.75, 0.125, 9}, {0.25, 0.875, 9}, {0.5, 0.625, 9}};

        Evaluation actual = evaluate(plain("<f8", all));

        assertThat(actual.metrics()).isEqualTo(expected().metrics());
        assertThat(actual.columnsNotEvaluated()).containsExactly("9");
    }

    @Test
    void takesEvaluatedCategoriesBeforeThoseWithRecordings() throws IOException {
        // 3 and 5 have recordings; 3, 5 and 7 are marked; 9 is neither.
        Category seven = new Category(
                7, "Mus sp", "", "", SmallCase.TRUTH.categories().get(0).lineage(), true);
        List<Category> categories = new ArrayList<>(SmallCase.TRUTH.categories());
        categories.add(seven);
        GroundTruth truth = new GroundTruth(SmallCase.TRUTH.recordings(), categories);
        double[][] scores = {{0.75, 0.125, 9}, {0.25, 0.875, 9}, {0.5, 0.625, 9}};

        try (Predictions predictions = new NpyPredictions(
                truth, "p.npy", Content.of(plain("<f8", scores)), Order.BY_ANNOTATIONS, NpyPredictions.PIECE)) {
            assertThat(predictions.columns().notEvaluated()).containsExactly("7");
        }
    }

    @Test
    void takesOrdersFromLists() throws IOException {
        double[][] shuffled = {{0.625, 9, 0.5}, {0.125, 9, 0.75}, {0.875, 9, 0.25}};
        Path rows = list("rows.txt", "103", "", " 00003_Avis/aa", "test/00005_Rana/bb.wav");
        Path columns = list("columns.txt", "Rana una", "9", "00003_Avis");

        Evaluation actual = evaluate(plain("<f8", shuffled), new Order(rows, columns));

        assertThat(actual.metrics()).isEqualTo(expected().metrics());
        assertThat(actual.others()).isEqualTo(expected().others());
    }

    @Test
    void poolsRowsThatAListRepeats() throws IOException {
        double[][] windows = {{1, 0.5}, {0.25, 0}, {0.5, 0.75}, {0.5, 0.75}, {0, 0.25}};
        Path file = Files.write(folder.resolve("windows.npy"), plain("<f4", windows));
        Path rows = list("rows.txt", "101", "102", "103", "101", "103");
        Reading reading = new Reading(null, new Order(rows, null), Activation.NONE, Pool.MEAN, Missing.ERROR);

        Evaluation actual;
        try (Predictions predictions = Predictions.open(file, SmallCase.TRUTH, reading, Reading.Watch.NONE)) {
            assertThat(predictions.layout()).isEqualTo("npy float32, mean of rows");
            actual = Evaluator.evaluate(predictions, 2, Progress.NONE);
        }

        double[][] means = {{0.75, 0.625}, {0.25, 0}, {0.25, 0.5}};
        assertThat(actual).isEqualTo(evaluate(plain("<f8", means)));
    }

    @Test
    void refusesWrongLists() throws IOException {
        byte[] file = plain("<f8", SCORES);
        Path none = folder.resolve("none.txt");
        assertProblem(file, none, null, none + ": no such file");
        Path rows = list("rows.txt", "101", "102");
        assertProblem(file, rows, null, rows + ": names 2 rows, p.npy has 3");
        rows = list("rows.txt", "101", "102", "104");
        assertProblem(file, rows, null, rows + ":3: no recording is called '104'");
        rows = list("rows.txt", "101", "102", "101");
        assertProblem(
                file, rows, null, rows + ":3: a second row for test/00003_Avis/aa.wav; the first is at " + rows + ":1");
        Path columns = list("columns.txt", "3");
        assertProblem(file, null, columns, columns + ": names 1 columns, p.npy has 2");
        columns = list("columns.txt", "3", "4");
        assertProblem(file, null, columns, columns + ":2: no category is called '4'");
        columns = list("columns.txt", "3", "9");
        assertProblem(file, null, columns, columns + ": no column for 1 of the 2 categories that are evaluated: 5");
        Files.write(columns, new byte[] {'a', (byte) 0xFF});
        assertProblem(file, null, columns, columns + ":1: not text in UTF-8");
    }

    @Test
    void refusesListsThatLeaveRecordingsOut() throws IOException {
        Path rows = list("rows.txt", "101", "103");
        double[][] two = {{0.75, 0.125}, {0.5, 0.625}};

        assertProblem(plain("<f8", two), rows, null, "p.npy: 1 of 3 recordings have no row: test/00005_Rana/bb.wav");
    }

    private static void assertProblem(byte[] file, @Nullable Path rows, @Nullable Path columns, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate(file, new Order(rows, columns)))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<c8', 'fortran_order': False, 'shape': (3, 2), }|expected floats of 16, 32 or 64 bits, integers or"
                        + " booleans, got '<c8'",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3, 2), }|expected floats of 16, 32 or 64 bits, integers or booleans,"
                        + " got [('a', '<f4')",
                "{'descr': '|O', 'fortran_order': False, 'shape': (3, 2), }|expected floats of 16, 32 or 64 bits",
                "{'descr': '<f16', 'fortran_order': False, 'shape': (3, 2), }|expected floats of 16, 32 or 64 bits",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3, 2), }|expected floats of 16, 32 or 64 bits",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6,), }|expected a matrix [recordings, columns], got the shape (6,)",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (), }|expected a matrix",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2, 1), }|expected a matrix",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-3, 2), }|expected a shape such as (3, 2)",
                "{'descr': '<f4', 'fortran_order': False}|expected descr, fortran_order and shape",
                "|expected descr, fortran_order and shape",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 2), }|the file ends within the matrix: expected",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999, 999999999), }|the file ends within",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }|8 bytes follow the matrix",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }|the matrix has 2 rows, the annotations 3 recordings",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6, 1), }|the matrix has 1 columns, the annotations 3 categories",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 6), }|the matrix has 6 columns, the annotations 3 categories",
            })
    void refusesOtherArrays(String headerAndMessage) {
        int bar = headerAndMessage.lastIndexOf('|');
        byte[] file = array(headerAndMessage.substring(0, bar), 1, new byte[24]);

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate(file))
                .withMessageStartingWith("p.npy: " + headerAndMessage.substring(bar + 1));
    }

    @Test
    void refusesOtherVersions() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate(array(SHAPE_3_2, 4, new byte[24])))
                .withMessageStartingWith("p.npy: .npy of version 4: expected 1, 2 or 3");
    }

    @Test
    void namesTheFirstNanOfEachRow() {
        double[][] scores = {{0.75, 0.125}, {0.25, Double.NaN}, {Double.NaN, Double.NaN}};

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> evaluate(plain("<f4", scores)))
                .withMessage(
                        "p.npy[1, 1]: expected a number, got NaN (the score of category 5 for test/00005_Rana/bb.wav)\n"
                                + "p.npy[2, 0]: expected a number, got NaN (the score of category 3 for"
                                + " test/00003_Avis/cc.wav)");
    }

    @Test
    void doesNotLookAtColumnsThatAreNotEvaluated() throws IOException {
        double nan = Double.NaN;
        double[][] scores = {{0.75, 0.125, nan}, {0.25, 0.875, nan}, {0.5, 0.625, nan}};

        assertThat(evaluate(plain("<f4", scores)).metrics())
                .isEqualTo(expected().metrics());
    }

    /** Whatever the damage: a result, or a message. */
    @Test
    void neverFailsOtherwise() {
        Property.tries(Sweep.of(2000)).check(draw -> {
            long seed = draw.aLong();
            Random random = new Random(seed);
            byte[] file = plain(random.nextBoolean() ? "<f4" : ">f2", SCORES);
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                // The magic bytes are what made it a .npy.
                file[6 + random.nextInt(file.length - 6)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextBoolean() ? file : Arrays.copyOf(file, 6 + random.nextInt(file.length - 5));
            try {
                evaluate(cut);
            } catch (BadInputException e) {
                assertThat(e.getMessage()).startsWith("p.npy").doesNotContain("\n");
            }
        });
    }

    @Test
    void equalsTheTable() {
        Property.tries(200).check(draw -> {
            long seed = draw.aLong();
            RandomCase input = RandomCase.of(seed);
            byte[] file = plain(new Random(seed).nextBoolean() ? "<f8" : ">f8", input.scores);

            Evaluation array;
            int pieceBytes = 1 + new Random(seed).nextInt(200);
            try (Predictions predictions =
                    new NpyPredictions(input.truth, "p.npy", Content.of(file), Order.BY_ANNOTATIONS, pieceBytes)) {
                array = Evaluator.evaluate(predictions, 3, Progress.NONE);
            }

            try (Predictions predictions =
                    new WidePredictions(input.truth, "p.csv", Content.of(input.csv(seed)), WidePredictions.PIECE)) {
                Evaluation table = Evaluator.evaluate(predictions, 1, Progress.NONE);
                assertThat(array.metrics()).isEqualTo(table.metrics());
                assertThat(array.perClass()).isEqualTo(table.perClass());
                assertThat(array.others()).isEqualTo(table.others());
                assertThat(array.taxonomy()).isEqualTo(table.taxonomy());
            }
        });
    }
}
