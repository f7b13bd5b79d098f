package org.inatsounds.evaluation.predictions;

import java.io.IOException;

/** Takes the scores of rows, in the order of their file. */
sealed interface Scale permits Pooling, WindowRanks {

    /**
     * Takes a row.
     *
     * @param recording its place in the annotations
     * @param scores one a class; minus infinity for those that are masked. The array is used again
     */
    void row(int recording, double[] scores) throws IOException;

    /** Ends what rows have begun. */
    void end() throws IOException;
}
