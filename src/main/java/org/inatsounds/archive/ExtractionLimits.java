package org.inatsounds.archive;

import java.util.Locale;

/**
 * How much an archive may hold. A real archive stays far below; one that was made to fill a disk is stopped early.
 *
 * @param memberBytes the largest file, in bytes
 * @param totalBytes everything inflated, tar headers and unwanted files included, in bytes
 * @param names how many files and folders
 * @param ratio inflated bytes for each packed byte, beyond the first 256 MiB (a recording may begin with long silence)
 */
public record ExtractionLimits(long memberBytes, long totalBytes, int names, int ratio) {

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /** Inflated bytes that are always allowed, whatever the ratio. */
    static final long ALLOWANCE = 256 * MIB;

    /** For recordings: the largest split has 81 GB, 142,581 files and folders; a WAV file ends at 4 GiB. */
    public static final ExtractionLimits RECORDINGS = new ExtractionLimits(5 * GIB, 1024 * GIB, 500_000, 100);

    /** For annotations: one JSON file of about 100 MB. */
    public static final ExtractionLimits ANNOTATIONS = new ExtractionLimits(4 * GIB, 8 * GIB, 100, 100);

    /**
     * Checks that every limit is positive.
     *
     * @throws IllegalArgumentException if one is not
     */
    public ExtractionLimits {
        if (memberBytes <= 0 || totalBytes <= 0 || names <= 0 || ratio <= 0) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** Checks a file of so many bytes. */
    void checkMember(long bytes) throws ArchiveFault {
        if (bytes > memberBytes) {
            throw ArchiveFault.refused(
                    String.format(Locale.ROOT, "it has %,d bytes, more than the %,d allowed", bytes, memberBytes));
        }
    }

    /** Checks what was inflated so far from {@code packed} bytes. */
    void check(long inflated, long packed) throws ArchiveFault {
        if (inflated > totalBytes) {
            throw ArchiveFault.refused(
                    String.format(Locale.ROOT, "the archive has more than %,d bytes when decompressed", totalBytes));
        }
        if (inflated - ALLOWANCE > packed * ratio) {
            throw ArchiveFault.refused(String.format(
                    Locale.ROOT,
                    "%,d compressed bytes become %,d, more than %d times as many",
                    packed,
                    inflated,
                    ratio));
        }
    }
}
