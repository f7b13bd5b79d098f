package org.inatsounds.cli.option;

import org.inatsounds.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many threads work. */
public final class Jobs {

    private static final int MOST = 1024;

    @Option(names = "--jobs", paramLabel = "N")
    private @Nullable Integer jobs;

    /** The number of threads: all cores, unless another one is wanted. */
    public int count() {
        if (jobs != null && (jobs < 1 || jobs > MOST)) {
            throw new UsageException("--jobs: expected 1 to " + MOST + ", got " + jobs);
        }
        return jobs != null ? jobs : Runtime.getRuntime().availableProcessors();
    }
}
