package org.inatsounds.evaluation.predictions;

import java.io.IOException;

/** Reads pieces of a prediction file. Each thread has its own. */
public interface PieceReader {

    /**
     * First pass: of each row only the score of its true class.
     *
     * @param piece from 0 to below {@link Predictions#pieces()}
     */
    void ownScores(int piece, OwnScores scores) throws IOException, MalformedException;

    /** Second pass: every score of each row. */
    void rows(int piece, RowSink sink) throws IOException, MalformedException;
}
