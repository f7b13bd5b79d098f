package org.inatsounds.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Some threads for what can be done beside each other. They do not keep the process from ending. */
public final class Workers implements AutoCloseable {

    private final ExecutorService pool;

    /**
     * Makes them.
     *
     * @param name what they do
     * @param threads how many, at least 1
     */
    public Workers(String name, int threads) {
        pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    public ExecutorService pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
