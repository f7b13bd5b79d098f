package org.inatsounds.fetch;

/**
 * How recordings are taken out of an archive while it arrives.
 *
 * @param stopEarly whether the transfer ends once every wanted recording is here; the archive's checksum is not seen then
 * @param checkpointEvery how many bytes of the archive may have to come again after an interruption
 */
record StreamSettings(boolean stopEarly, long checkpointEvery) {

    /** To the end of the archive, and at most 256 MiB once more. */
    static final StreamSettings DEFAULT = new StreamSettings(false, Fetch.CHECKPOINT_EVERY);
}
