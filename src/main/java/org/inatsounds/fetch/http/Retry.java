package org.inatsounds.fetch.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, after each failed attempt at one thing, whether to try again and when: exponential pauses with jitter, so that
 * many clients that failed together do not come back together; longer where the server asks for it.
 */
public final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(10);
    /** Less than this many bytes since the last failure is no headway. */
    private static final long HEADWAY = 64 * 1024;

    private final String what;
    private final DownloadOptions options;
    private int failures;

    Retry(String what, DownloadOptions options) {
        this.what = what;
        this.options = options;
    }

    /**
     * Waits before the next attempt.
     *
     * @param gained how many bytes the failed attempt brought before it failed
     * @throws IOException the same failure, when trying again is pointless or was done often enough
     */
    void after(IOException failure, long gained) throws IOException, InterruptedException {
        if (gained >= HEADWAY) {
            failures = 0;
        }
        failures++;
        if (!mayPass(failure) || failures > options.retries()) {
            throw failure;
        }
        Duration pause = pause(failure);
        LOG.info(
                "{}: {}; trying again in {} s ({} of {})",
                what,
                TransferFailures.describe(failure),
                String.format(Locale.ROOT, "%.1f", pause.toMillis() / 1000.0),
                failures,
                options.retries());
        Thread.sleep(pause.toMillis());
    }

    private Duration pause(IOException failure) throws IOException {
        long longest =
                Math.min(LONGEST_PAUSE.toMillis(), options.firstPause().toMillis() << Math.min(failures - 1, 20));
        long jittered = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
        if (failure instanceof HttpStatusException status && status.retryAfter() != null) {
            Duration asked = status.retryAfter();
            if (asked.compareTo(LONGEST_RETRY_AFTER) > 0) {
                throw failure;
            }
            return Duration.ofMillis(Math.max(asked.toMillis(), jittered));
        }
        return Duration.ofMillis(jittered);
    }

    private static boolean mayPass(IOException failure) {
        if (failure instanceof HttpStatusException status) {
            return status.mayPass();
        }
        return !(failure instanceof SSLHandshakeException
                || failure instanceof SSLPeerUnverifiedException
                || failure instanceof ObjectChangedException);
    }
}
