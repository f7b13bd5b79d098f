package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.inatsounds.CancelledException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.internal.Cancellation;

/** One reading of a prediction file by several threads. Each takes the next piece as soon as it is done with its last. */
public final class Pass {

    /** What is done with a piece. Each thread has its own reader; what {@code work} writes to is its maker's concern. */
    public interface Work {
        void piece(PieceReader reader, int piece) throws IOException, MalformedException;
    }

    private final Predictions source;
    private final ClassColumns columns;
    private final LongConsumer read;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();

    private Pass(Predictions source, ClassColumns columns, LongConsumer read) {
        this.source = source;
        this.columns = columns;
        this.read = read;
    }

    /**
     * Reads every piece once.
     *
     * @param works one for each thread
     * @param read told of the bytes of each piece, by any of the threads
     */
    public static void run(Predictions source, List<? extends Work> works, LongConsumer read)
            throws IOException, MalformedException {
        run(source, source.columns(), works, read);
    }

    /** The same with other columns. */
    static void run(Predictions source, ClassColumns columns, List<? extends Work> works, LongConsumer read)
            throws IOException, MalformedException {
        Cancellation.check(Predictions.WHAT);
        Pass pass = new Pass(source, columns, read);
        ExecutorService threads = Executors.newFixedThreadPool(works.size(), Workers::thread);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Work work : works) {
                running.add(threads.submit(() -> {
                    pass.work(work);
                    return null;
                }));
            }
            await(running);
        } finally {
            // Not interrupted: that would close the file under the others, and it is still to be read.
            pass.failed.set(true);
            threads.shutdown();
        }
    }

    /** Waits for all, and throws what the first of them failed with. */
    private static void await(List<Future<?>> running) throws IOException, MalformedException {
        ExecutionException failure = null;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failure = failure == null ? e : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException(Predictions.WHAT + " was cancelled: its thread was interrupted", e);
            }
        }
        if (failure != null) {
            rethrow(failure);
        }
    }

    private void work(Work work) throws IOException, MalformedException {
        boolean done = false;
        try {
            PieceReader reader = source.reader(columns);
            for (int piece = next.getAndIncrement(); piece < source.pieces(); piece = next.getAndIncrement()) {
                if (failed.get()) {
                    return;
                }
                work.piece(reader, piece);
                read.accept(source.bytes(piece));
            }
            done = true;
        } finally {
            if (!done) {
                failed.set(true);
            }
        }
    }

    private static void rethrow(ExecutionException e) throws IOException, MalformedException {
        Throwable cause = e.getCause();
        if (cause instanceof MalformedException malformed) {
            throw malformed;
        }
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof InatsoundsException known) {
            throw known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException("a reader of predictions failed", e);
    }
}
