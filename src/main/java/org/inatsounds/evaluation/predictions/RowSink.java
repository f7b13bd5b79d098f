package org.inatsounds.evaluation.predictions;

/** Takes the rows of a prediction file, in any order. */
public interface RowSink {

    /**
     * Takes one row.
     *
     * @param recording its place in the annotations
     * @param scores one a class, by class index; no NaN. The array is used again for the next row
     */
    void row(int recording, double[] scores);
}
