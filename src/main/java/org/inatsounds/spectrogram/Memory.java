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

    /** Everything in memory. */
    static final Memory UNLIMITED = new Memory(Long.MAX_VALUE, Path.of(""));
}
