package org.inatsounds.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/** Applies an activation to rows and pools those of one recording into a {@link ScoreMatrix}. */
final class Pooling implements RowSink {

    /** What to do about a second row. */
    static final String ADVICE = " (--pool mean or max takes them together)";

    private final ScoreMatrix matrix;
    private final String file;
    private final GroundTruth truth;
    private final Activation activation;
    private final @Nullable Pool pool;
    private final int @Nullable [] picked;
    private final int[] rows;
    private final double[] one;
    private boolean repeated;

    /**
     * Makes it.
     *
     * @param picked which number of a row is the one of each class; null when rows are one number a class
     */
    Pooling(ScoreMatrix matrix, String file, GroundTruth truth, Reading reading, int @Nullable [] picked) {
        this.matrix = matrix;
        this.file = file;
        this.truth = truth;
        this.activation = reading.activation();
        this.pool = reading.pool();
        this.picked = picked;
        this.rows = new int[truth.recordings().size()];
        this.one = new double[truth.classes().size()];
    }

    @Override
    public void row(int recording, double[] scores) {
        activation.apply(scores);
        for (int c = 0; c < one.length; c++) {
            one[c] = scores[picked == null ? c : picked[c]];
            if (Double.isNaN(one[c])) {
                throw noValue(recording, activation + " of a row");
            }
        }
        try {
            double[] row = matrix.row(recording);
            if (rows[recording]++ == 0) {
                System.arraycopy(one, 0, row, 0, row.length);
            } else {
                add(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(double[] row) {
        if (pool == null) {
            repeated = true;
        } else if (pool == Pool.MAX) {
            for (int c = 0; c < row.length; c++) {
                row[c] = Math.max(row[c], one[c]);
            }
        } else {
            for (int c = 0; c < row.length; c++) {
                row[c] += one[c];
            }
        }
    }

    /** Whether a recording had a second row though rows are not pooled. */
    boolean repeated() {
        return repeated;
    }

    /** Makes means of sums. */
    void end() throws IOException {
        if (pool != Pool.MEAN) {
            return;
        }
        for (int recording : matrix.recordings()) {
            double[] row = matrix.row(recording);
            for (int c = 0; c < row.length; c++) {
                row[c] /= rows[recording];
                if (Double.isNaN(row[c])) {
                    throw noValue(recording, "mean of the rows");
                }
            }
        }
    }

    private BadInputException noValue(int recording, String what) {
        return new BadInputException(file + ": the " + what + " of "
                + truth.recordings().get(recording).fileName()
                + " has no value: expected finite numbers, got infinite ones");
    }
}
