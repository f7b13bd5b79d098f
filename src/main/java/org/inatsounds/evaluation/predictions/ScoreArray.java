package org.inatsounds.evaluation.predictions;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.npy.NpyType;
import org.jspecify.annotations.Nullable;

/**
 * Scores that are in memory, as predictions.
 *
 * <pre>{@code
 * float[][] scores = …;            // shape [recordings, categories]
 * GroundTruth truth = GroundTruth.of(AnnotationReader.read(Path.of("data/test.json")));
 * try (Predictions predictions = ScoreArray.of(scores, names, categoryIds, truth)) {
 *     Double map = Metric.MAP.of(Evaluator.evaluate(predictions));
 * }
 * }</pre>
 *
 * <p>Scores may be any numbers but NaN, and a higher one means more likely; infinite ones are allowed. Rows are one a
 * recording, and every recording of the truth has one. The arrays are not copied: they must not change while they are
 * evaluated. Closing the predictions is not necessary.
 */
public final class ScoreArray {

    /** What messages call it. */
    private static final String NAME = "scores";

    private ScoreArray() {}

    /**
     * Scores of these recordings for these categories.
     *
     * @param scores shape [recordings, categories]
     * @param recordings the recording of each row, in any order: a file name (with or without split and extension), or an
     *     audio id in digits
     * @param categoryIds the category of each column, in any order; those without recordings are not evaluated
     * @throws BadInputException when a recording or category is not known or named twice, or a category that is evaluated has
     *     no column. What is wrong with the scores, or with recordings that have no row, {@code Evaluator} says
     * @throws IllegalArgumentException when the shape does not fit the names
     */
    public static Predictions of(float[][] scores, List<String> recordings, int[] categoryIds, GroundTruth truth) {
        check(scores.length, i -> scores[i].length, recordings, categoryIds);
        return held(NpyType.FLOAT32, new Floats(scores, categoryIds.length), recordings, categoryIds, truth);
    }

    /** As {@link #of(float[][], List, int[], GroundTruth)}. */
    public static Predictions of(double[][] scores, List<String> recordings, int[] categoryIds, GroundTruth truth) {
        check(scores.length, i -> scores[i].length, recordings, categoryIds);
        return held(NpyType.FLOAT64, new Doubles(scores, categoryIds.length), recordings, categoryIds, truth);
    }

    private static void check(
            int rows, Function<Integer, Integer> lengthOf, List<String> recordings, int[] categoryIds) {
        if (rows != recordings.size()) {
            throw new IllegalArgumentException(NAME + ": expected a row for each of the " + recordings.size()
                    + " recordings, got " + rows + " rows");
        }
        for (int row = 0; row < rows; row++) {
            int length = lengthOf.apply(row);
            if (length != categoryIds.length) {
                throw new IllegalArgumentException(NAME + "[" + row + "]: expected a number for each of the "
                        + categoryIds.length + " categories, got " + length);
            }
        }
    }

    private static Predictions held(
            NpyType type, Content content, List<String> recordings, int[] categoryIds, GroundTruth truth) {
        RowNames names = new RowNames(truth.recordingNames(), RowNames.Kind.EITHER);
        MatrixHeader header = new MatrixHeader(type, ByteOrder.nativeOrder(), recordings.size(), categoryIds.length, 0);
        return new Held(
                new Predictions.Opened(truth, NAME, Reading.PLAIN),
                content,
                header,
                columns(categoryIds, truth),
                rows(recordings, names, truth),
                names);
    }

    private static ClassColumns columns(int[] categoryIds, GroundTruth truth) {
        Map<Integer, Category> categories =
                truth.categories().stream().collect(Collectors.toMap(Category::id, Function.identity()));
        ClassColumns.Builder builder = new ClassColumns.Builder(truth);
        Problems problems = new Problems();
        for (int column = 0; column < categoryIds.length; column++) {
            String place = NAME + ", column " + column;
            Category category = categories.get(categoryIds[column]);
            if (category == null) {
                problems.add(new BadInputException(
                        place + ": expected the id of a category of the annotations, got " + categoryIds[column]));
                continue;
            }
            try {
                builder.add(category, Integer.toString(category.id()), place);
            } catch (BadInputException e) {
                problems.add(e);
            }
        }
        problems.check();
        return builder.build(NAME);
    }

    private static int[] rows(List<String> recordings, RowNames names, GroundTruth truth) {
        int[] rowOf = new int[truth.recordings().size()];
        Arrays.fill(rowOf, -1);
        int[] recordingOf = new int[recordings.size()];
        Problems problems = new Problems();
        for (int row = 0; row < recordingOf.length; row++) {
            int recording = names.find(recordings.get(row), row);
            if (recording == RecordingNames.UNKNOWN) {
                problems.add(
                        new BadInputException(NAME + ", row " + row + ": " + names.complaint(recordings.get(row))));
            } else if (rowOf[recording] >= 0) {
                problems.add(new BadInputException(NAME + ", row " + row + ": a second row for "
                        + truth.recordings().get(recording).fileName() + "; the first is row " + rowOf[recording]));
            } else {
                rowOf[recording] = row;
                recordingOf[row] = recording;
            }
        }
        problems.check();
        return recordingOf;
    }

    /** The matrix. */
    static final class Held extends NpyPredictions {

        private final RowNames names;

        private Held(
                Opened opened,
                Content content,
                MatrixHeader header,
                ClassColumns columns,
                int[] recordingOf,
                RowNames names) {
            super(opened, content, header, columns, recordingOf);
            this.names = names;
        }

        @Override
        public boolean isMatrix() {
            return false;
        }

        @Override
        public String layout() {
            return "array " + header().type();
        }

        @Override
        @Nullable
        RowNames rowNames() {
            return names;
        }
    }

    /** Rows of numbers, one behind the other. Only whole rows are read. */
    private abstract static class Rows implements Content {

        private final int count;
        private final int rowBytes;

        Rows(int count, int rowBytes) {
            this.count = count;
            this.rowBytes = rowBytes;
        }

        abstract void put(int row, ByteBuffer buffer);

        @Override
        public final long size() {
            return (long) count * rowBytes;
        }

        @Override
        public final void read(long position, ByteBuffer buffer) throws EOFException {
            if (position + buffer.remaining() > size()) {
                throw new EOFException("there are only " + size() + " bytes");
            }
            int row = (int) (position / Math.max(1, rowBytes));
            while (buffer.hasRemaining()) {
                put(row++, buffer);
                buffer.position(buffer.position() + rowBytes);
            }
        }

        @Override
        public final void close() {}
    }

    private static final class Floats extends Rows {

        private final float[][] rows;

        Floats(float[][] rows, int width) {
            super(rows.length, width * Float.BYTES);
            this.rows = rows;
        }

        @Override
        void put(int row, ByteBuffer buffer) {
            buffer.asFloatBuffer().put(rows[row]);
        }
    }

    private static final class Doubles extends Rows {

        private final double[][] rows;

        Doubles(double[][] rows, int width) {
            super(rows.length, width * Double.BYTES);
            this.rows = rows;
        }

        @Override
        void put(int row, ByteBuffer buffer) {
            buffer.asDoubleBuffer().put(rows[row]);
        }
    }
}
