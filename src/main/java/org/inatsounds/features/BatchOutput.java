package org.inatsounds.features;

import java.util.List;

/** Where the spectrograms of a batch go. All methods but {@link #pending} may be called by several threads. */
public interface BatchOutput extends AutoCloseable {

    /** The recordings that remain to be done, in their order; called once, before anything else. */
    List<BatchSource> pending(List<BatchSource> sources);

    /**
     * Takes a spectrogram, and closes it. This or {@link #skip} is called once for each recording of {@link #pending}.
     *
     * @param index of the recording among those that were pending
     * @throws org.inatsounds.DataMismatchException if it can't be used; the batch goes on
     * @throws org.inatsounds.StorageException if it can't be written; the batch ends
     */
    void take(int index, BatchSource source, SpectrogramMaker.Made made);

    /** There is no spectrogram of a recording of {@link #pending}. */
    default void skip(int index) {}

    /** All were taken. */
    void finish();

    /** The batch has failed: nobody need wait any longer. */
    default void abort() {}

    /** Takes away what is not finished. Called by one thread, after all others have ended. */
    @Override
    default void close() {}
}
