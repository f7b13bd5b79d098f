package org.inatsounds.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.inatsounds.BadInputException;

/** Makes rows of recordings, one after the other, on an executor. For one thread: each task has one. */
interface RowMaker extends AutoCloseable {

    /**
     * Makes the rows of a recording. What they are made from has to be read before the next call.
     *
     * @throws BadInputException if it can't be used: it becomes a row that says so, and the task continues
     * @throws IOException where the bytes come from fails, as against what they are
     */
    Iterator<Row> rows(WantedRecording recording, OpenedRecording opened) throws IOException;

    /** Ends the task well: what is not whole yet has to be. */
    default Iterator<Row> finish() throws IOException {
        return Collections.emptyIterator();
    }

    /** Gives back what it holds, however the task ended. */
    @Override
    default void close() {}

    /** Makes one on an executor; goes there with the task. */
    interface Factory extends Serializable {

        /** Of the rows; the last column is {@code error}, a text. */
        StructType schema();

        /**
         * Prepares.
         *
         * @param task its number within the table
         */
        RowMaker make(int task);

        /** The same for one of several batches, where that matters. */
        default Factory ofBatch(String word) {
            return this;
        }

        /** A row that says why a recording could not be used. */
        default Row error(WantedRecording recording, String reason) {
            Object[] values = new Object[schema().length()];
            values[schema().fieldIndex("path")] = recording.path();
            values[schema().fieldIndex("split")] = recording.split();
            values[schema().fieldIndex("category_id")] = recording.categoryId();
            values[schema().fieldIndex(ERROR)] = reason;
            return RowFactory.create(values);
        }
    }

    /** The last column of every table: why there is nothing in the others. */
    String ERROR = "error";

    /** The columns of a table: the four that all have, its own, and {@link #ERROR}. */
    static StructType schema(UnaryOperator<StructType> own) {
        StructType common = new StructType()
                .add("schema_version", DataTypes.IntegerType, true)
                .add("path", DataTypes.StringType, true)
                .add("split", DataTypes.StringType, true)
                .add("category_id", DataTypes.IntegerType, true);
        return own.apply(common).add(ERROR, DataTypes.StringType, true);
    }
}
