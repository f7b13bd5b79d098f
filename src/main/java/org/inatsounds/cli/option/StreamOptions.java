package org.inatsounds.cli.option;

import org.inatsounds.fetch.Fetch;
import picocli.CommandLine.Option;

/** How recordings are taken out of an archive that is not kept. */
public final class StreamOptions {

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
    private long checkpointEvery = Fetch.CHECKPOINT_EVERY;

    /** Tells a fetch of it, which checks it. */
    public Fetch applyTo(Fetch fetch) {
        return fetch.stream(stream).stopEarly(stopEarly).checkpointEvery(checkpointEvery);
    }
}
