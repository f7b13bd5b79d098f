package org.inatsounds.cli.option;

import org.inatsounds.fetch.Fetch;
import picocli.CommandLine.Option;

/** How recordings are taken out of an archive that is not kept. */
public final class StreamOptions {

    @Option(names = "--stream")
    private boolean stream;

    @Option(names = "--stop-early")
    private boolean stopEarly;

    @Option(names = "--checkpoint-every", paramLabel = "SIZE", defaultValue = "256M", converter = ByteSize.class)
    private long checkpointEvery = Fetch.CHECKPOINT_EVERY;

    /** Tells a fetch of it, which checks it. */
    public Fetch applyTo(Fetch fetch) {
        return fetch.stream(stream).stopEarly(stopEarly).checkpointEvery(checkpointEvery);
    }
}
