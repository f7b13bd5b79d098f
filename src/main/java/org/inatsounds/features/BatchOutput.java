package org.inatsounds.features;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * Where goes what is made of the recordings of a batch. All methods but {@link #pending} may be called by several threads. What
 * has to be taken in the order of the batch goes through an {@link InOrder}.
 *
 * @param <T> what is made of a recording
 */
public interface BatchOutput<T> extends AutoCloseable {

    /** The recordings that remain to be done, in their order; called once, before anything else. */
    List<BatchSource> pending(List<BatchSource> sources);

    /**
     * Takes what was made, and closes it where it can be closed. This or {@link #skip} is called once for each recording of
     * {@link #pending}.
     *
     * @param index of the recording among those that were pending
     * @throws org.inatsounds.DataMismatchException if it can't be used; the batch goes on
     * @throws org.inatsounds.StorageException if it can't be written; the batch ends
     */
    void take(int index, BatchSource source, Made<T> made);

    /** Nothing could be made of a recording of {@link #pending}. */
    default void skip(int index) {}

    /**
     * Asks to be told when what was taken is kept whatever happens to the process.
     *
     * @param kept is told the index of each recording, those that were skipped too
     * @return false if {@link #take} returns only then, and nobody is told
     */
    default boolean onKept(IntConsumer kept) {
        return false;
    }

    /**
     * What recordings came out of an archive must not be used: its checksum was wrong.
     *
     * @param version of the archive: {@link ArchiveFeed#version}
     */
    default void discard(String version) {}

    /** All were taken. */
    void finish();

    /** The batch has failed, or is cancelled: nobody need wait any longer. */
    default void abort() {}

    /** Takes away what is not finished. Called by one thread, after all others have ended. */
    @Override
    default void close() {}
}
