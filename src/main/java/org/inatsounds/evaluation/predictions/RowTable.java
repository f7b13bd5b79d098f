package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.util.List;
import org.inatsounds.BadInputException;

/** A layout whose rows are read one by one into {@link Lanes}. */
sealed interface RowTable permits LongTable, RankedTable, AuthorsTable {

    /** What the recordings of rows are found by. */
    RowNames names();

    /** Where what is seen of the numbers is to be collected. */
    default void notes(FileNotes notes) {}

    /**
     * Reads the row at which lines stand.
     *
     * @throws BadInputException when it is wrong
     */
    void row(Lines lines) throws IOException;

    /**
     * Ends what rows have begun.
     *
     * @return the categories outside the classes, as the file names them
     * @throws BadInputException when the rows of a recording can't be pooled
     */
    List<String> end() throws IOException;

    /**
     * Reads every row.
     *
     * @return as {@link #end}
     * @throws BadInputException when rows are wrong: names the first of them
     */
    default List<String> read(Lines lines) throws IOException {
        Problems problems = new Problems();
        boolean more = true;
        while (more) {
            try {
                more = lines.next();
                if (more) {
                    row(lines);
                }
            } catch (BadInputException e) {
                problems.add(e);
            }
        }
        problems.check();
        return end();
    }
}
