package org.inatsounds.cli.option;

import org.inatsounds.UsageException;
import org.inatsounds.fetch.StreamSettings;
import picocli.CommandLine.Option;

/** How recordings are taken out of an archive that is not kept. */
public final class StreamOptions {

    private static final long LEAST = 1 << 20;

    @Option(
            names = "--stream",
            description =
                    "Unpack the recordings while the archive arrives, and never keep it on disk. So it is in any case"
                            + " where a filter is given.")
    private boolean stream;

    @Option(
            names = "--stop-early",
            description =
                    "With a filter: end the transfer once every wanted recording is here. The archive's checksum is not"
                            + " seen then; each recording is held against its annotation.")
    private boolean stopEarly;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SIZE",
            defaultValue = "256M",
            converter = ByteSize.class,
            description = "How much of an archive may have to come again after an interruption of such a transfer."
                    + " Default: ${DEFAULT-VALUE}.")
    private long checkpointEvery = StreamSettings.DEFAULT.checkpointEvery();

    public boolean stream() {
        return stream;
    }

    /** What a transfer has to know of it. */
    public StreamSettings settings() {
        return new StreamSettings(stopEarly, checkpointEvery);
    }

    /**
     * Checks before work begins.
     *
     * @param filtered whether a filter is given
     * @param keepArchives whether archives are to be kept
     */
    public void check(boolean filtered, boolean keepArchives) {
        if (stopEarly && !filtered) {
            throw new UsageException("--stop-early: expected a filter with it, such as --taxon, got none: everything is"
                    + " wanted, to the end of the archive");
        }
        if ((stream || filtered) && keepArchives) {
            throw new UsageException(
                    "--keep-archives: expected neither --stream nor filters with it: they never keep the archive");
        }
        if (checkpointEvery < LEAST) {
            throw new UsageException("--checkpoint-every: expected at least 1M, got " + checkpointEvery + " bytes");
        }
    }
}
