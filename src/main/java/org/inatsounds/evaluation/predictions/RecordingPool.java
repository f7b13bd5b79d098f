package org.inatsounds.evaluation.predictions;

import org.jspecify.annotations.Nullable;

/**
 * Makes one row of scores of the rows of a recording's windows, as an evaluation does that reads these rows from a file: first the
 * activation, in double precision, then the mean or the maximum, in the order of the windows. One thread at a time.
 *
 * <pre>{@code
 * RecordingPool pool = new RecordingPool(Activation.SOFTMAX, Pool.MEAN, null);
 * for (float[] logits : windows) {
 *     pool.add(logits);
 * }
 * double[] scores = pool.finish();
 * }</pre>
 */
public final class RecordingPool {

    private final Activation activation;
    private final Pool pool;
    private final int @Nullable [] columns;
    private double @Nullable [] pooled;
    private int rows;

    /**
     * Makes an empty one.
     *
     * @param pool {@link Pool#MEAN} or {@link Pool#MAX}
     * @param columns which numbers of a row are wanted, in this order: the classes that compete, over which a {@link
     *     Activation#SOFTMAX} is; null for all
     */
    public RecordingPool(Activation activation, Pool pool, int @Nullable [] columns) {
        if (pool == Pool.WINDOW) {
            throw new IllegalArgumentException("expected a way to combine rows, got " + pool);
        }
        this.activation = activation;
        this.pool = pool;
        this.columns = columns == null ? null : columns.clone();
    }

    /**
     * The scores of one window.
     *
     * @param numbers as the model gives them
     */
    public double[] scores(float[] numbers) {
        double[] all = new double[numbers.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = numbers[i];
        }
        if (columns == null) {
            activation.apply(all);
            return all;
        }
        boolean every = activation == Activation.SOFTMAX_ALL_COLUMNS;
        if (every) {
            activation.apply(all);
        }
        double[] scores = new double[columns.length];
        for (int c = 0; c < scores.length; c++) {
            scores[c] = all[columns[c]];
        }
        if (!every) {
            activation.apply(scores);
        }
        return scores;
    }

    /** Takes the numbers of the next window. */
    public void add(float[] numbers) {
        double[] scores = scores(numbers);
        double[] before = pooled;
        if (before == null) {
            pooled = scores;
        } else {
            pool.add(before, scores);
        }
        rows++;
    }

    /**
     * Ends a recording, and begins the next one.
     *
     * @throws IllegalStateException if it had no window
     */
    public double[] finish() {
        double[] scores = pooled;
        if (scores == null) {
            throw new IllegalStateException("a recording without windows has no scores");
        }
        pool.finish(scores, rows);
        reset();
        return scores;
    }

    /** Forgets a recording that was begun. */
    public void reset() {
        pooled = null;
        rows = 0;
    }
}
