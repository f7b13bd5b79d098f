package org.inatsounds.cli.option;

import java.util.List;
import org.inatsounds.UsageException;
import org.inatsounds.features.JobShare;
import org.inatsounds.features.OutputKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a batch is divided: into tar shards, and among the jobs of a cluster. */
public final class ShardOptions {

    private static final int MOST_JOBS = 9_999_999;

    @Option(names = "--shard-size", paramLabel = "SIZE", converter = ByteSize.class, defaultValue = "1G")
    private long size;

    @Option(names = "--shuffle")
    private boolean shuffle;

    @Option(names = "--shuffle-seed", paramLabel = "N", defaultValue = "0")
    private long seed;

    @Option(names = "--shard", paramLabel = "i/n")
    private @Nullable JobShare share;

    @Option(names = "--unfinished", paramLabel = "n")
    private @Nullable Integer unfinished;

    /**
     * Checks before work begins.
     *
     * @throws UsageException where an option would change nothing
     */
    public void check(CommandSpec spec, OutputKind kind) {
        Needed.require(
                spec,
                kind == OutputKind.WEBDATASET,
                "--to webdataset",
                List.of("--shard-size", "--shuffle", "--shuffle-seed"));
        Needed.require(spec, shuffle, "--shuffle", List.of("--shuffle-seed"));
        if (unfinished != null) {
            Needed.refuseBeside(spec, true, "--unfinished", List.of("--shard", "--check", "--force", "--format"));
            if (unfinished < 1 || unfinished > MOST_JOBS) {
                throw new UsageException("--unfinished: expected the n of --shard i/n, got " + unfinished);
            }
        }
    }

    /** The job that this is; null for all of the batch. */
    @Nullable
    public JobShare share() {
        return share;
    }

    /** Of how many jobs it is asked which are not done; 0 where it is not. */
    public int unfinished() {
        return unfinished == null ? 0 : unfinished;
    }

    /** Of the order; null for that of the batch. */
    @Nullable
    public Long seed() {
        return shuffle ? seed : null;
    }

    /** About so large is a shard, in bytes. */
    public long size() {
        return size;
    }
}
