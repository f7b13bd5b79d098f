package org.inatsounds.fetch.http;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time that the head of an answer may take, all redirects, greetings of TLS and of proxies, and refused logins
 * included. The socket's own timeout sees only a server that sends nothing at all, not one that sends a line a second. A
 * connection that is still busy afterwards is cut off, which its reader sees as a failure.
 */
final class Deadline implements AutoCloseable {

    /** The JDK overlooks a cut while it connects: it is repeated. */
    private static final Duration REPEAT = Duration.ofMillis(100);

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final long end;
    private final ScheduledFuture<?> cutting;
    private volatile @Nullable HttpURLConnection busy;

    Deadline(Duration limit) {
        this.end = System.nanoTime() + limit.toNanos();
        this.cutting = CLOCK.scheduleWithFixedDelay(this::cut, limit.toNanos(), REPEAT.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "inatsounds-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** Names the connection that is to be cut off. */
    void watch(HttpURLConnection connection) {
        busy = connection;
    }

    boolean hasPassed() {
        return System.nanoTime() - end >= 0;
    }

    private void cut() {
        HttpURLConnection connection = busy;
        if (connection != null) {
            disconnect(connection);
        }
    }

    /**
     * Ends a connection that another thread may be busy with. In a thread of its own: the JDK waits there until the other
     * one has read what it is reading.
     */
    static void disconnect(HttpURLConnection connection) {
        Thread thread = new Thread(
                () -> {
                    try {
                        connection.disconnect();
                    } catch (RuntimeException e) {
                        // The JDK's connections are for one thread: the other one was just changing it.
                    }
                },
                "inatsounds-disconnect");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        busy = null;
        cutting.cancel(false);
    }
}
