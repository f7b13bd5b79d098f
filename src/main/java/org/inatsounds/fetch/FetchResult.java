package org.inatsounds.fetch;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.inatsounds.Split;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Release;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch did, or, as a plan, would do.
 *
 * @param data the data folder, absolute
 * @param archives in the order of work
 * @param chosen where only some recordings were wanted, or no archive was to be kept: which, split by split
 * @param elapsedSeconds wall time; 0 in a plan
 * @param room what it would take; null when it was done
 */
public record FetchResult(
        Release release,
        Path data,
        List<ArchiveResult> archives,
        List<Chosen> chosen,
        double elapsedSeconds,
        @Nullable Room room) {

    /** What becomes, or became, of an archive. */
    public enum Status {
        /** What is wanted of it is here. */
        PRESENT,
        /** It would be fetched. */
        FETCH,
        /** It would be fetched again for what is missing. */
        REPAIR,
        /** All of it was fetched. */
        FETCHED,
        /** It was fetched again for what was missing. */
        REPAIRED,
        /** Some recordings were taken out of it. */
        CHOSEN;

        /** In small letters, as in reports. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One archive.
     *
     * @param bytes its size; where there is an index, that of the parts that are asked for
     * @param recordings how many were written
     */
    public record ArchiveResult(Archive archive, long bytes, Status status, long recordings) {}

    /**
     * Recordings of a split that are wanted.
     *
     * @param what which ones, in words
     * @param recordings how many
     * @param present how many of them were here before
     * @param seconds of all of them
     * @param bytes they take on disk, about
     * @param checksumSeen whether the archive was read to its end, and its checksum is right; null when nothing of it was, or had
     *     to be, read
     */
    public record Chosen(
            Split split,
            String what,
            int recordings,
            int present,
            double seconds,
            long bytes,
            @Nullable Boolean checksumSeen) {}

    /**
     * What a plan takes, in bytes.
     *
     * @param toFetch to come over the network
     * @param needed most room taken at any moment, about
     * @param free room there is
     */
    public record Room(long toFetch, long needed, long free) {}

    /** Copies. */
    public FetchResult {
        archives = List.copyOf(archives);
        chosen = List.copyOf(chosen);
    }

    /** How many recordings were written. */
    public long recordingsWritten() {
        return archives.stream().mapToLong(ArchiveResult::recordings).sum();
    }
}
