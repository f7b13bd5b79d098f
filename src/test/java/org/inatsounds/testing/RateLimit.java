package org.inatsounds.testing;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Lets so many bytes a second through, for all threads together. 0 is no limit. */
final class RateLimit {

    static final RateLimit NONE = new RateLimit(0);

    private final long bytesPerSecond;
    private long free = System.nanoTime();

    RateLimit(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** How many bytes to hand over at a time, so that they come evenly: what passes in a fiftieth of a second. */
    int piece() {
        return bytesPerSecond == 0 ? Integer.MAX_VALUE : (int) Math.min(1 << 20, Math.max(1, bytesPerSecond / 50));
    }

    /** Waits until {@code bytes} more may pass. */
    void pass(int bytes) throws InterruptedIOException {
        if (bytesPerSecond == 0) {
            return;
        }
        long until;
        synchronized (this) {
            until = Math.max(free, System.nanoTime()) + bytes * 1_000_000_000L / bytesPerSecond;
            free = until;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(until - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is closed");
        }
    }
}
