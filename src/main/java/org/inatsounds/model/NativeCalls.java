package org.inatsounds.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.inatsounds.CancelledException;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the process does not end within a call of ONNX Runtime: what such a call uses is freed when a process ends, and the
 * call would crash. When the process is stopped (Ctrl-C), calls under way are asked to end and are waited for, and no other begins: its thread waits for the end.
 */
final class NativeCalls {

    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(20);

    private static final NativeCalls INSTANCE = new NativeCalls();

    /** The options of the runs under way: one can be asked to end early. */
    private final Set<RunOptions> runs = new HashSet<>();

    private int running;
    private boolean stopped;
    private boolean watching;

    /** A call of the native library. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws OrtException;
    }

    private NativeCalls() {}

    /**
     * Makes a call.
     *
     * @param options of a run; null for a call that can't be asked to end
     * @throws OrtException as the call does
     * @throws CancelledException if the thread is interrupted while the process is being stopped
     */
    static <T> T make(@Nullable RunOptions options, Call<T> call) throws OrtException {
        INSTANCE.enter(options);
        OrtException failure;
        try {
            return call.make();
        } catch (OrtException e) {
            failure = e;
        } finally {
            INSTANCE.leave(options);
        }
        // A call that was asked to end is no failure of the model.
        INSTANCE.awaitEnd();
        throw failure;
    }

    private synchronized void enter(@Nullable RunOptions options) {
        if (!watching) {
            watching = true;
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "end of the model"));
            } catch (IllegalStateException e) {
                // It is over already.
                stopped = true;
            }
        }
        awaitEnd();
        running++;
        if (options != null) {
            runs.add(options);
        }
    }

    /** Where the process is being stopped: it ends without this thread. A failure would only be said where none is. */
    private synchronized void awaitEnd() {
        while (stopped) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException("the process is being stopped", e);
            }
        }
    }

    private synchronized void leave(@Nullable RunOptions options) {
        running--;
        if (options != null) {
            runs.remove(options);
        }
        notifyAll();
    }

    private synchronized void stop() {
        stopped = true;
        for (RunOptions run : runs) {
            try {
                run.setTerminate(true);
            } catch (OrtException ignored) {
                // Then it is waited for.
            }
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (running > 0 && System.nanoTime() < end) {
            try {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
