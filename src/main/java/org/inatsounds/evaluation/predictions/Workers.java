package org.inatsounds.evaluation.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.inatsounds.CancelledException;

/** Several threads that share out numbered pieces of work which don't depend on each other. */
public final class Workers implements AutoCloseable {

    private final int threads;
    private final ExecutorService pool;

    public Workers(int threads) {
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads, Workers::thread);
    }

    static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "evaluation");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Does every piece once.
     *
     * @param worker makes what works on pieces, one for each thread
     */
    public void each(int pieces, Supplier<IntConsumer> worker) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(pool.submit(() -> {
                IntConsumer own = worker.get();
                for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                    own.accept(piece);
                }
            }));
        }
        try {
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a thread of the evaluation failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(Predictions.WHAT + " was cancelled: its thread was interrupted", e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
