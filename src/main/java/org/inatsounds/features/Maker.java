package org.inatsounds.features;

/** Makes something of recordings, one after the other. For one thread: a batch has one for each. */
@FunctionalInterface
public interface Maker<T> extends AutoCloseable {

    /**
     * Reads a recording.
     *
     * @throws org.inatsounds.BadInputException if it can't be opened, read or used; it is named, and a batch goes on
     * @throws org.inatsounds.StorageException if there is no room for what a long recording needs; a batch ends
     */
    Made<T> make(BatchSource source);

    /** Gives back what it holds. Called once its thread, and all others of the batch, have ended. */
    @Override
    default void close() {}
}
