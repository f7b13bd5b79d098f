package org.inatsounds.features;

import java.util.List;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.fetch.ArchiveRecordings;

/**
 * Recordings of splits that are not on disk: they come out of the archives of a release, in the order in which they stand there.
 *
 * <pre>{@code
 * ArchiveSources archives = new ArchiveSources(ArchiveRecordings.release(release).in(data));
 * List<BatchSource> sources = new BatchInputs(data, in, listener, Criteria.NONE).outOf(archives).find(List.of("test"));
 * FeatureBatch.of(Preset.INATSOUNDS_2024, sources).outOf(archives).into(folder).run(listener);
 * }</pre>
 */
public final class ArchiveSources {

    private final ArchiveRecordings recordings;

    /** @param recordings where they come from */
    public ArchiveSources(ArchiveRecordings recordings) {
        this.recordings = recordings;
    }

    /** Where the recordings of a split come from. */
    BatchSource.Origin origin(Split split) {
        return new BatchSource.Origin(split, recordings.origin(split));
    }

    /**
     * Opens the archives that some recordings are in.
     *
     * @param sources all that the batch is about
     * @throws org.inatsounds.NetworkException if the server can't be reached
     */
    public ArchiveFeed open(List<BatchSource> sources, Listener listener) {
        return new ArchiveFeed(recordings, sources, listener);
    }
}
