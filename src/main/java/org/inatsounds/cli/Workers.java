package org.inatsounds.cli;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Some threads for what can be done beside each other. They do not keep the process from ending. */
final class Workers implements AutoCloseable {

    private final ExecutorService pool;

    /**
     * Makes them.
     *
     * @param name what they do
     * @param threads how many, at least 1
     */
    Workers(String name, int threads) {
        pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    ExecutorService pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
