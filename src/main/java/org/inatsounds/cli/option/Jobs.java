package org.inatsounds.cli.option;

import org.inatsounds.UsageException;
import org.jspecify.annotations.Nullable;

/** How many threads work. */
public final class Jobs {

    private static final int MOST = 1024;

    private Jobs() {}

    /**
     * The number of threads.
     *
     * @param wanted the value of {@code --jobs}; null for all cores
     * @throws UsageException if it is not from 1 to 1024
     */
    public static int count(@Nullable Integer wanted) {
        if (wanted != null && (wanted < 1 || wanted > MOST)) {
            throw new UsageException("--jobs: expected 1 to " + MOST + ", got " + wanted);
        }
        return wanted != null ? wanted : Runtime.getRuntime().availableProcessors();
    }
}
