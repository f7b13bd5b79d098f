package org.inatsounds.fetch.http;

/** Keeps all connections together below a rate, by making each wait for its turn after what it has received. */
final class RateLimiter {

    private static final long NANOS = 1_000_000_000L;

    private final long bytesPerSecond;
    private long free = System.nanoTime();

    /** {@code bytesPerSecond} = 0 for no limit. */
    RateLimiter(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** The most to read at once, so that the waits stay short: a tenth of a second's worth. */
    int chunk(int wanted) {
        return bytesPerSecond == 0 ? wanted : (int) Math.max(1, Math.min(wanted, bytesPerSecond / 10));
    }

    /** Accounts for bytes that were received, and waits until the rate allows more. */
    void received(int bytes) throws InterruptedException {
        if (bytesPerSecond == 0) {
            return;
        }
        long wait;
        synchronized (this) {
            long now = System.nanoTime();
            free = Math.max(free, now) + (long) (bytes * (double) NANOS / bytesPerSecond);
            wait = free - now;
        }
        if (wait > 0) {
            Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        }
    }
}
