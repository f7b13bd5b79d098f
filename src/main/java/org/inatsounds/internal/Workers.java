package org.inatsounds.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Some threads for what can be done beside each other. They do not keep the process from ending.
 *
 * <p>{@link #each} shares out numbered pieces of work. It ends when no thread works any more, whatever happens: what they use
 * can then be closed. A thread that waits in it can be interrupted, which cancels the work.
 */
public final class Workers implements AutoCloseable {

    private final int threads;
    private final ExecutorService pool;

    /** What one thread does with one piece after the other. */
    @FunctionalInterface
    public interface Bench<X extends Exception> {
        void piece(int number) throws X;
    }

    /** Makes the bench of a thread, in that thread. */
    @FunctionalInterface
    public interface Benches<X extends Exception> {
        /**
         * Makes one.
         *
         * @param thread the number of the thread, from 0
         */
        Bench<X> of(int thread) throws X;
    }

    /**
     * Makes them.
     *
     * @param name what they do
     * @param threads how many, at least 1
     */
    public Workers(String name, int threads) {
        this.threads = threads;
        pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    public ExecutorService pool() {
        return pool;
    }

    /**
     * Does every piece once. They are begun in their order.
     *
     * @throws X as a piece does: of several that failed, as the first of them. No piece is begun after one has failed
     * @throws CancellationException if the calling thread was interrupted; it still is
     */
    public <X extends Exception> void each(int pieces, Benches<X> benches) throws X {
        each(pieces, benches, () -> {});
    }

    /**
     * The same where a thread may have to wait for others.
     *
     * @param stop lets all go on that wait, and is run once when a piece has failed or the work is cancelled, by any thread
     */
    public <X extends Exception> void each(int pieces, Benches<X> benches, Runnable stop) throws X {
        Pieces<X> shared = new Pieces<>(pieces, benches, stop);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, pieces); i++) {
            int thread = i;
            running.add(pool.submit(() -> shared.work(thread)));
        }
        boolean interrupted = false;
        for (Future<?> one : running) {
            while (!one.isDone()) {
                try {
                    one.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    shared.fail(pieces, new CancellationException("cancelled: the thread that waits was interrupted"));
                } catch (ExecutionException e) {
                    throw new IllegalStateException("what a piece throws is kept for all", e);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        shared.end();
    }

    /** What is left to do, and what ended it early. */
    private static final class Pieces<X extends Exception> {

        private final int count;
        private final Benches<X> benches;
        private final Runnable stop;
        private int next;
        private @Nullable Throwable failure;
        private int failed = Integer.MAX_VALUE;

        Pieces(int count, Benches<X> benches, Runnable stop) {
            this.count = count;
            this.benches = benches;
            this.stop = stop;
        }

        // Whatever is thrown has to reach the thread that waits: OutOfMemoryError too.
        @SuppressWarnings("CatchingUnchecked")
        void work(int thread) {
            int piece = -1;
            try {
                Bench<X> bench = benches.of(thread);
                for (piece = take(); piece < count; piece = take()) {
                    bench.piece(piece);
                }
            } catch (Throwable e) {
                fail(piece, e);
            }
        }

        private synchronized int take() {
            return failure != null ? count : next++;
        }

        /** Keeps the failure of the first piece: which one that is does not depend on the threads. */
        void fail(int piece, Throwable reason) {
            boolean first;
            synchronized (this) {
                first = failure == null;
                if (piece < failed) {
                    failed = piece;
                    failure = reason;
                }
            }
            if (first) {
                stop.run();
            }
        }

        // What is neither unchecked nor an error can only be what a bench declares.
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        synchronized void end() throws X {
            Throwable ended = failure;
            if (ended instanceof RuntimeException e) {
                throw e;
            } else if (ended instanceof Error e) {
                throw e;
            } else if (ended != null) {
                throw (X) ended;
            }
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
