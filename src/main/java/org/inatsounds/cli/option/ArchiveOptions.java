package org.inatsounds.cli.option;

import java.nio.file.Path;
import java.util.List;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.features.ArchiveSources;
import org.inatsounds.fetch.ArchiveRecordings;
import org.inatsounds.fetch.Fetch;
import org.inatsounds.release.Catalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether recordings of splits are read in the data folder, or come out of the archives of a release. */
public final class ArchiveOptions {

    /** Where recordings are. */
    public enum From {
        DISK,
        ARCHIVE;

        @Override
        public String toString() {
            return this == DISK ? "disk" : "archive";
        }
    }

    @Option(names = "--from", paramLabel = "PLACE", defaultValue = "disk")
    private From from = From.DISK;

    @Option(names = "--release", paramLabel = "NAME")
    private @Nullable String release;

    @Option(names = "--catalog", paramLabel = "FILE")
    private @Nullable Path catalogue;

    @Option(names = "--checkpoint-every", paramLabel = "SIZE", defaultValue = "256M", converter = ByteSize.class)
    private long checkpointEvery = Fetch.CHECKPOINT_EVERY;

    @Mixin
    private final NetworkOptions network;

    public ArchiveOptions(Environment environment) {
        network = new NetworkOptions(environment);
    }

    /** Whether recordings come out of archives. */
    public boolean chosen() {
        return from == From.ARCHIVE;
    }

    /**
     * Where recordings come from; null if they are on disk.
     *
     * @param data the data folder
     * @throws org.inatsounds.UsageException if an option would change nothing, or is out of its range
     */
    @Nullable
    public ArchiveSources sources(CommandSpec spec, Path data) {
        Needed.require(
                spec,
                chosen(),
                "--from archive",
                List.of(
                        "--release",
                        "--catalog",
                        "--checkpoint-every",
                        "--endpoint-url",
                        "--connections",
                        "--retries",
                        "--limit-rate",
                        "--stall-limit"));
        if (!chosen()) {
            return null;
        }
        return new ArchiveSources(
                ArchiveRecordings.release(Catalogue.readOrBuiltIn(catalogue).release(release))
                        .in(data)
                        .endpoint(network.endpoint())
                        .downloader(network.downloader())
                        .checkpointEvery(checkpointEvery));
    }
}
