package org.inatsounds.fetch;

import java.util.Locale;
import org.inatsounds.release.Catalogue.Archive;

/**
 * What became of an archive.
 *
 * @param bytes the archive's size
 * @param received bytes that came over the network this time
 * @param recordings recordings that were written
 */
public record FetchResult(Archive archive, long bytes, Status status, long received, long recordings) {

    /** How it came to be here. */
    public enum Status {
        FETCHED,
        PRESENT,
        REPAIRED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static FetchResult present(FetchPlan.Item item) {
        return new FetchResult(item.archive(), item.bytes(), Status.PRESENT, 0, 0);
    }
}
