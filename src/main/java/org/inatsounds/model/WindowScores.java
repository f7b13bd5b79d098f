package org.inatsounds.model;

import org.jspecify.annotations.Nullable;

/** What a model gives for one window of a recording. */
public final class WindowScores {

    private final int index;
    private final double start;
    private final double end;
    private final float @Nullable [] scores;
    private final float @Nullable [] embedding;

    WindowScores(int index, double start, double end, float @Nullable [] scores, float @Nullable [] embedding) {
        this.index = index;
        this.start = start;
        this.end = end;
        this.scores = scores;
        this.embedding = embedding;
    }

    /** Which window of its recording, from 0. */
    public int index() {
        return index;
    }

    /** Where the part of the recording that is in it begins, in seconds. */
    public double start() {
        return start;
    }

    /** Where that part ends, in seconds. */
    public double end() {
        return end;
    }

    /**
     * A number a class, as the graph gives them: no activation was applied. Not copied.
     *
     * @throws IllegalStateException if the model gives none
     */
    public float[] scores() {
        return given(scores, "scores");
    }

    /**
     * The embedding. Not copied.
     *
     * @throws IllegalStateException if the model gives none
     */
    public float[] embedding() {
        return given(embedding, "embedding");
    }

    private static float[] given(float @Nullable [] values, String what) {
        if (values == null) {
            throw new IllegalStateException("the model gives no " + what);
        }
        return values;
    }
}
