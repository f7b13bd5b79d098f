package org.inatsounds.cli;

import java.util.Locale;
import org.inatsounds.fetch.Catalogue.Archive;

/**
 * What became of an archive.
 *
 * @param bytes the archive's size
 * @param received bytes that came over the network this time
 * @param recordings recordings that were written
 */
record FetchResult(Archive archive, long bytes, Status status, long received, long recordings) {

    /** How it came to be here. */
    enum Status {
        FETCHED,
        PRESENT,
        REPAIRED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static FetchResult present(FetchPlan.Item item) {
        return new FetchResult(item.archive(), item.bytes(), Status.PRESENT, 0, 0);
    }
}
