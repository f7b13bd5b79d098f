package org.inatsounds.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.inatsounds.archive.ArchivePosition;
import org.inatsounds.archive.gzip.GzipCheckpoint;
import org.inatsounds.fetch.http.Incoming;
import org.inatsounds.internal.Md5;
import org.jspecify.annotations.Nullable;

/** The MD5 of an archive at the last checkpoint of its decoder. For one thread. */
final class CheckpointDigest {

    private @Nullable GzipCheckpoint reached;
    private @Nullable CompletableFuture<Md5.State> state;

    /**
     * The decoder is at a checkpoint.
     *
     * @param incoming the bytes of the archive; null before they come
     */
    void reached(GzipCheckpoint checkpoint, @Nullable Incoming incoming) {
        if (incoming == null) {
            return;
        }
        try {
            state = incoming.state(checkpoint.compressedOffset());
            reached = checkpoint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The state at a position; null if that is not at the last checkpoint. */
    @Nullable
    CompletableFuture<Md5.State> at(ArchivePosition position) {
        GzipCheckpoint checkpoint = reached;
        return checkpoint != null && position.gzip().equals(checkpoint) ? state : null;
    }
}
