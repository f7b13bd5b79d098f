package org.inatsounds.cli.option;

import org.inatsounds.UsageException;
import org.jspecify.annotations.Nullable;

/** How many threads work, and how much memory each may take. */
public final class Jobs {

    private static final int MOST = 1024;
    private static final long ALL_SPECTROGRAMS = 128L << 20;
    private static final long LEAST = 1L << 20;

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

    /** How much of one spectrogram is held in memory, where each thread works on one and some wait to be written. */
    public static long spectrogramBytes(int threads) {
        long all = Math.min(ALL_SPECTROGRAMS, Runtime.getRuntime().maxMemory() / 4);
        return Math.max(LEAST, all / (4L * threads));
    }
}
