package org.inatsounds.evaluation;

import java.io.IOException;
import java.util.List;

/** A layout whose rows are read one by one into a {@link ScoreMatrix}. */
sealed interface RowTable permits LongTable, RankedTable, AuthorsTable {

    /**
     * Reads every row.
     *
     * @return the categories outside the classes, as the file names them
     * @throws org.inatsounds.BadInputException at the first row that is wrong
     */
    List<String> read(Lines lines, ScoreMatrix matrix) throws IOException;
}
