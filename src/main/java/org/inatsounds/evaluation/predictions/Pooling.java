package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Pools the scores of a recording's rows into a {@link ScoreMatrix}. */
final class Pooling implements Scale {

    /** What to do about a second row. */
    static final String ADVICE = " (--pool mean or max combines them)";

    private final ScoreMatrix matrix;
    private final String file;
    private final GroundTruth truth;
    private final @Nullable Pool pool;

    /** What is allowed, where an allowed class might end up as low as one that is not. */
    private final @Nullable Prior raisedFor;

    /** Rows so far, and all there are where that is known before they are read. */
    private final int[] rows;

    private final int @Nullable [] all;
    private final RowSums sums = new RowSums();
    private boolean repeated;

    /**
     * Makes it.
     *
     * @param reading its pool and prior are those that count
     * @param all how many rows each recording has; null when it shows in the end
     */
    Pooling(ScoreMatrix matrix, String file, GroundTruth truth, Reading reading, int @Nullable [] all) {
        this.matrix = matrix;
        this.file = file;
        this.truth = truth;
        this.pool = reading.pool();
        this.raisedFor = reading.activation() == Activation.NONE ? reading.prior() : null;
        this.all = all;
        this.rows = new int[truth.recordings().size()];
    }

    @Override
    public void row(int recording, double[] scores) throws IOException {
        double[] row = matrix.row(recording);
        if (rows[recording]++ == 0) {
            System.arraycopy(scores, 0, row, 0, row.length);
        } else {
            add(recording, row, scores);
        }
        if (pool == Pool.MEAN && all != null && rows[recording] == all[recording]) {
            divide(recording, row);
        }
    }

    private void add(int recording, double[] row, double[] scores) {
        if (pool == null) {
            repeated = true;
        } else if (pool == Pool.MEAN) {
            sums.add(recording, row, scores);
        } else {
            pool.add(row, scores);
        }
    }

    /** Whether a recording had a second row though rows are not pooled. */
    boolean repeated() {
        return repeated;
    }

    /** Makes means of sums that are not means yet. */
    @Override
    public void end() throws IOException {
        if (pool != Pool.MEAN || all != null) {
            return;
        }
        for (int recording : matrix.recordings()) {
            divide(recording, matrix.row(recording));
        }
    }

    private void divide(int recording, double[] row) {
        sums.divide(recording, row, rows[recording]);
        for (double mean : row) {
            if (Double.isNaN(mean)) {
                throw RowScores.noValue(file, truth, recording, "mean of the rows");
            }
        }
        if (raisedFor != null) {
            RowScores.raise(row);
            raisedFor.mask(recording, row);
        }
    }
}
