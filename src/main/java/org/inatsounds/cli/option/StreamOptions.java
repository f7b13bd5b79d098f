package org.inatsounds.cli.option;

import org.inatsounds.fetch.Fetch;
import picocli.CommandLine.Option;

/** How recordings are taken out of an archive that is not kept. */
public final class StreamOptions {

    @Option(
            names = "--stream",
            description = "Extract the recordings while the archive is downloaded, without keeping the archive. Filters"
                    + " imply this option.")
    private boolean stream;

    @Option(
            names = "--stop-early",
            description =
                    "With a filter: stop the download when all chosen recordings are on disk. The archive's checksum is then"
                            + " not checked; each recording is compared with its annotation.")
    private boolean stopEarly;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SIZE",
            defaultValue = "256M",
            converter = ByteSize.class,
            description =
                    "How much of an archive, at most, is downloaded again after an interruption with --stream or a filter."
                            + " Default: ${DEFAULT-VALUE}.")
    private long checkpointEvery = Fetch.CHECKPOINT_EVERY;

    /** Tells a fetch of it, which checks it. */
    public Fetch applyTo(Fetch fetch) {
        return fetch.stream(stream).stopEarly(stopEarly).checkpointEvery(checkpointEvery);
    }
}
