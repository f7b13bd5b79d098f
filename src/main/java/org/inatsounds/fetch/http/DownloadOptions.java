package org.inatsounds.fetch.http;

import java.time.Duration;

/**
 * How to download.
 *
 * @param connections how many ranges to ask for at once, from 1
 * @param retries how often to try a range again that made no headway, from 0
 * @param bytesPerSecond the most to receive over all connections; 0 for no limit
 * @param stallLimit how long a connection may bring next to nothing, and how long the head of an answer with all redirects,
 *     or the body of an error, may take in all, before it is given up and asked again
 * @param firstPause the pause before the first retry; each further one doubles it, up to half a minute
 */
public record DownloadOptions(
        int connections, int retries, long bytesPerSecond, Duration stallLimit, Duration firstPause) {

    /** What is used where the user says nothing. */
    public static final DownloadOptions DEFAULT =
            new DownloadOptions(8, 6, 0, Duration.ofSeconds(30), Duration.ofMillis(500));
}
