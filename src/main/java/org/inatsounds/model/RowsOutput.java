package org.inatsounds.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.StorageException;
import org.inatsounds.features.ArchiveFeed;
import org.inatsounds.features.BatchOutput;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.Made;
import org.inatsounds.internal.FileIdentity;
import org.jspecify.annotations.Nullable;

/** Keeps the rows of each recording in a {@link RowsPart}, and writes the table when all are done, in the order of the batch. */
final class RowsOutput implements BatchOutput<ScoredRows> {

    private final RowsPart part;
    private final TableFile table;
    private final boolean floats;
    private final @Nullable ArchiveFeed feed;
    private final @Nullable SharedRows shared;
    private List<Integer> awaited = List.of();
    private List<BatchSource> all = List.of();
    private long windows;
    private int written;

    /**
     * Prepares it.
     *
     * @param feed where recordings come out of archives; null where they are on disk
     * @param shared where several jobs share the batch; null where one does all of it
     */
    RowsOutput(
            RowsPart part, TableFile table, boolean floats, @Nullable ArchiveFeed feed, @Nullable SharedRows shared) {
        this.part = part;
        this.table = table;
        this.floats = floats;
        this.feed = feed;
        this.shared = shared;
    }

    @Override
    public List<BatchSource> pending(List<BatchSource> sources) {
        all = sources;
        List<BatchSource> pending = sources.stream()
                .filter(source ->
                        source.in() != null || part.entry(source.rowName(), identity(source, source.glance())) == null)
                .toList();
        pending.forEach(source -> part.forget(source.rowName()));
        part.finish(false);
        return pending;
    }

    /** What the rows of a recording depend on: the file, the archive, or where and when it was recorded. */
    private String identity(BatchSource source, @Nullable FileIdentity glance) {
        if (feed != null) {
            return feed.version(source);
        }
        if (glance != null) {
            return glance.bytes() + " " + glance.modified() + " " + glance.changed();
        }
        BatchSource.Label label = source.label();
        return label == null
                ? "stream"
                : label.recording().latitude() + " " + label.recording().longitude() + " "
                        + label.recording().date();
    }

    @Override
    public void take(int index, BatchSource source, Made<ScoredRows> made) {
        String identity = identity(source, made.heard().glance());
        part.add(source.rowName(), identity, made.content(), made.frames(), floats);
    }

    @Override
    public void discard(String version) {
        part.drop(version);
    }

    @Override
    public void finish() {
        List<TableFile.Rows> rows = new ArrayList<>();
        for (BatchSource source : all) {
            RowsPart.Entry entry = part.entry(source.rowName());
            if (entry != null) {
                rows.add(new TableFile.Rows(source.rowName(), entry, part));
                windows += entry.windows();
            }
        }
        written = rows.size();
        if (shared != null) {
            part.finish(true);
            awaited = shared.join(part, every -> {
                if (!every.isEmpty()) {
                    table.write(every);
                }
            });
        } else if (!rows.isEmpty()) {
            table.write(rows);
            part.done();
        }
    }

    /** Of several jobs, those that have not ended: the last one writes the table. */
    List<Integer> awaited() {
        return awaited;
    }

    /** How many recordings of this batch, or of this job of it, have rows. */
    int written() {
        return written;
    }

    /** How many windows these have. */
    long windows() {
        return windows;
    }

    @Override
    public void close() {
        try {
            part.close();
        } catch (IOException e) {
            throw new StorageException("can't close what is finished: " + StorageException.reason(e), e);
        }
    }
}
