package org.inatsounds.spectrogram;

import java.nio.file.Path;

/**
 * How much of one spectrogram is held in memory, and where the rest of a long one is kept until it is written out.
 *
 * @param bytes held at most, about; a few hundred kilobytes are always held
 * @param overflow the folder for a temporary file, which has no name from the moment it is there where the system allows
 *     that (not on Windows); made only for a spectrogram that is larger than {@code bytes}
 */
public record Memory(long bytes, Path overflow) {

    private static final long ALL = 128L << 20;
    private static final long LEAST = 1L << 20;

    /** Everything in memory. */
    static final Memory UNLIMITED = new Memory(Long.MAX_VALUE, Path.of(""));

    /**
     * What each of several threads may hold, where it works on one spectrogram and some wait to be written: all together at most
     * 128 MB, or a quarter of the heap where that is less.
     */
    public static Memory among(int threads, Path overflow) {
        long all = Math.min(ALL, Runtime.getRuntime().maxMemory() / 4);
        return new Memory(Math.max(LEAST, all / (4L * threads)), overflow);
    }
}
