package org.inatsounds.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.inatsounds.CancelledException;

/**
 * How long calls end when their thread is interrupted. Wherever work waits, it gives up, leaves the interrupt status set, and
 * fails in whatever way; the entry of the room turns that into a {@link CancelledException}.
 */
public final class Cancellation {

    private Cancellation() {}

    /**
     * Does work that may be cancelled.
     *
     * @param what it is, for the message, for example {@code the fetch}
     * @throws CancelledException if the thread was interrupted before or meanwhile, and the work did not end all the same
     */
    public static <T> T cancellable(String what, Supplier<T> work) {
        try {
            check(what);
            return work.get();
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException(message(what), e);
            }
            throw e;
        }
    }

    /**
     * To be called between two pieces of work.
     *
     * @throws CancelledException if the thread was interrupted
     */
    public static void check(String what) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(message(what));
        }
    }

    /**
     * Waits for what another thread works on.
     *
     * @throws CancelledException if the waiting thread is interrupted
     * @throws CompletionException with the failure of the work
     */
    public static <T> T await(CompletableFuture<T> work, String what) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(message(what), e);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    private static String message(String what) {
        return what + " was cancelled: its thread was interrupted";
    }
}
