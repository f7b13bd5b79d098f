package org.inatsounds.fetch;

/**
 * How far apart the places in an archive are at which reading can begin: those that an interrupted transfer resumes at, and those of
 * the index.
 */
final class CheckpointSpacing {

    /** From one checkpoint of an index to the next, in bytes of the archive. */
    static final long OF_INDEX = 4L << 20;

    private final long every;

    /** @param every how many bytes may have to come again after an interruption: {@link Fetch#checkpointEvery} */
    CheckpointSpacing(long every) {
        this.every = every;
    }

    /** From one checkpoint to the next, in bytes: that of an index, unless less may have to come again. */
    long bytes() {
        return Math.min(OF_INDEX, every / 8);
    }

    /**
     * Whether it is time to write the last checkpoint down. Half of what may be lost is for what lies behind it: the member
     * under way, and what is read ahead.
     *
     * @param unsaved bytes since the one that was written
     */
    boolean isDue(long unsaved) {
        return unsaved >= every / 2;
    }
}
