package org.inatsounds.model;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inatsounds.StorageException;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.JobShare;

/**
 * The rows of several jobs that share a batch. Each keeps its own beside the output; whoever ends last writes the output, in the order
 * of the whole batch, and takes all of them away.
 */
final class SharedRows {

    private final Path output;
    private final String settings;
    private final JobShare share;
    private final List<BatchSource> batch;

    /**
     * Prepares it.
     *
     * @param settings all that rows depend on
     * @param share the job that this is
     * @param batch the recordings of all jobs
     */
    SharedRows(Path output, String settings, JobShare share, List<BatchSource> batch) {
        this.output = output;
        this.settings = settings;
        this.share = share;
        this.batch = batch;
    }

    /** Writes the rows of all jobs. */
    @FunctionalInterface
    interface Sink {
        void write(List<TableFile.Rows> rows);
    }

    /**
     * Writes the output, if every job has ended.
     *
     * @param own the rows of this one, which has
     * @return the numbers of the jobs that have not ended; empty if the output is there
     */
    List<Integer> join(RowsPart own, Sink sink) {
        try (Turn turn = new Turn()) {
            if (!Files.exists(RowsPart.beside(output, share))) {
                // Another job ended at the same moment, and has written the output.
                return List.of();
            }
            return turn.join(own, sink);
        } catch (IOException e) {
            throw StorageException.cantWrite(output, e);
        }
    }

    /** One job at a time looks at the rows of the others. */
    private final class Turn implements Closeable {

        private final Path file =
                output.resolveSibling(RowsPart.beside(output, null).getFileName() + "-join");
        private final FileChannel channel;
        private final FileLock lock;

        Turn() throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.lock();
        }

        List<Integer> join(RowsPart own, Sink sink) throws IOException {
            Map<Integer, RowsPart> parts = new TreeMap<>();
            List<Integer> missing = new ArrayList<>();
            try {
                for (JobShare each : JobShare.all(share.of())) {
                    RowsPart part = each.equals(share) ? own : RowsPart.finished(output, each, settings);
                    if (part == null) {
                        missing.add(each.number());
                    } else {
                        parts.put(each.number(), part);
                    }
                }
                if (missing.isEmpty()) {
                    sink.write(rows(parts));
                    own.done();
                    for (JobShare each : JobShare.all(share.of())) {
                        Files.deleteIfExists(RowsPart.beside(output, each));
                    }
                    // Not before: jobs that wait for their turn, and those still to come, have to lock the same file.
                    Files.deleteIfExists(file);
                }
                return missing;
            } finally {
                for (RowsPart part : parts.values()) {
                    if (part != own) {
                        part.close();
                    }
                }
            }
        }

        private List<TableFile.Rows> rows(Map<Integer, RowsPart> parts) {
            List<TableFile.Rows> rows = new ArrayList<>();
            for (BatchSource source : batch) {
                for (RowsPart part : parts.values()) {
                    RowsPart.Entry entry = part.entry(source.rowName());
                    if (entry != null) {
                        rows.add(new TableFile.Rows(source.rowName(), entry, part));
                    }
                }
            }
            return rows;
        }

        @Override
        public void close() throws IOException {
            lock.release();
            channel.close();
        }
    }
}
