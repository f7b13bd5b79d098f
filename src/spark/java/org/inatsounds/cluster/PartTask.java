package org.inatsounds.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.CollectionAccumulator;
import org.inatsounds.BadInputException;
import org.inatsounds.InatsoundsException;
import org.jspecify.annotations.Nullable;

/** What a task does: reads the recordings of its parts, and makes rows of each. */
final class PartTask implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1L;

    private final HadoopFiles files;
    private final RowMaker.Factory factory;

    /** Takes the errors; null where they are rows of the table. */
    private final @Nullable CollectionAccumulator<Row> errors;

    private PartTask(HadoopFiles files, RowMaker.Factory factory, @Nullable CollectionAccumulator<Row> errors) {
        this.files = files;
        this.factory = factory;
        this.errors = errors;
    }

    /**
     * The table of what is made of recordings.
     *
     * @param parts a table that {@link Recordings} made
     * @param errors takes a row for each recording that can't be used; null: the table has these rows
     */
    static Dataset<Row> apply(
            Dataset<Row> parts, RowMaker.Factory factory, @Nullable CollectionAccumulator<Row> errors) {
        HadoopFiles files =
                new HadoopFiles(parts.sparkSession().sparkContext().hadoopConfiguration());
        return parts.mapPartitions(new PartTask(files, factory, errors), Encoders.row(factory.schema()));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> parts) {
        Rows rows = new Rows(parts);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
        return rows;
    }

    /** The rows of a task, made as they are asked for. */
    private final class Rows implements Iterator<Row> {

        private final Iterator<Row> parts;
        private final RowMaker maker = factory.make(TaskContext.getPartitionId());
        private @Nullable PartReader reader;
        private @Nullable OpenedRecording opened;
        private Iterator<Row> ready = Collections.emptyIterator();
        private boolean finished;

        Rows(Iterator<Row> parts) {
            this.parts = parts;
        }

        @Override
        public boolean hasNext() {
            while (!ready.hasNext() && !finished) {
                try {
                    advance();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return ready.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.next();
        }

        private void advance() throws IOException {
            closeRecording();
            PartReader current = reader;
            if (current != null && current.hasNext()) {
                ready = rows(current, current.next());
            } else if (parts.hasNext()) {
                closePart();
                reader = new PartReader(RecordingPart.of(parts.next()), files);
            } else {
                finished = true;
                ready = maker.finish();
            }
        }

        private Iterator<Row> rows(PartReader from, WantedRecording recording) throws IOException {
            OpenedRecording open = null;
            try {
                open = from.open(recording);
                opened = open;
                return maker.rows(recording, open);
            } catch (BadInputException e) {
                from.throwFailure();
                String message = String.valueOf(e.getMessage());
                return failed(recording, open == null ? message : open.reason(message));
            } catch (InatsoundsException e) {
                throw e;
            } catch (IOException e) {
                if (open == null) {
                    throw e;
                }
                from.throwFailure();
                return failed(recording, "can't be read: " + e.getMessage());
            } catch (RuntimeException e) {
                // A defect, of which one recording must not end a job of days.
                return failed(recording, "unexpected failure: " + e);
            }
        }

        private Iterator<Row> failed(WantedRecording recording, String reason) {
            Row row = factory.error(recording, reason);
            CollectionAccumulator<Row> sink = errors;
            if (sink == null) {
                return Collections.singleton(row).iterator();
            }
            sink.add(row);
            return Collections.emptyIterator();
        }

        private void closeRecording() {
            if (opened != null) {
                opened.close();
                opened = null;
            }
        }

        private void closePart() {
            if (reader != null) {
                reader.close();
                reader = null;
            }
        }

        void close() {
            closeRecording();
            closePart();
            maker.close();
        }
    }
}
