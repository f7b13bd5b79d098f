package org.inatsounds.features;

import java.util.ArrayDeque;
import java.util.Deque;
import org.inatsounds.CancelledException;
import org.jspecify.annotations.Nullable;

/**
 * Memory for what has arrived of recordings and was not used yet: who brings more than there is room for waits. Its monitor is
 * that of all that arrives. When the arrival fails, nobody waits any longer: what has arrived can still be used. When it is cancelled,
 * not even that.
 */
final class ArrivalRoom {

    private static final String CANCELLED = "cancelled: nobody waits for the recordings any longer";

    /** The most of a block. */
    static final int BLOCK = 1 << 16;

    /** Memory that is used again is not collected again and again. */
    private static final int MOST_KEPT = 256;

    private final Deque<byte[]> blocks = new ArrayDeque<>();
    private long free;
    private @Nullable Throwable failure;
    private boolean cancelled;

    /** @param bytes how many there are */
    ArrivalRoom(long bytes) {
        free = bytes;
    }

    /** Takes some; waits until they are free. */
    synchronized void take(int bytes) {
        check();
        while (free < bytes) {
            await();
        }
        free -= bytes;
    }

    /** Gives back what a block has taken; it is used again. */
    synchronized void give(byte[] block) {
        free += block.length;
        if (block.length == BLOCK && blocks.size() < MOST_KEPT) {
            blocks.push(block);
        }
        notifyAll();
    }

    /** A block of so many bytes, with any content. */
    synchronized byte[] block(int length) {
        byte[] used = length == BLOCK ? blocks.poll() : null;
        return used == null ? new byte[length] : used;
    }

    /** Something has changed for who waits. */
    synchronized void changed() {
        notifyAll();
    }

    /** Everybody who waits gets this failure. The first counts. */
    synchronized void fail(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
        notifyAll();
    }

    /** Nothing more is wanted: not even what has arrived can be used. */
    synchronized void cancel() {
        cancelled = true;
        fail(new CancelledException(CANCELLED));
    }

    synchronized boolean hasFailed() {
        return failure != null;
    }

    /** Whether that is why nothing comes any more; not if it was cancelled. */
    synchronized boolean isFailure(Throwable reason) {
        return failure == reason && !cancelled;
    }

    /** Throws what has failed, if nothing that has arrived is to be used. */
    synchronized void checkCancelled() {
        if (cancelled) {
            check();
        }
    }

    /** To be called with the monitor held, in a loop: waits for a change. */
    @SuppressWarnings("WaitNotInLoop") // The loop is the caller's.
    void await() {
        check();
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(CANCELLED, e);
        }
        // No check here: what has arrived before a failure is used, so the caller looks for that first.
    }

    /** Throws what has failed, if anything has. */
    synchronized void check() {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }
}
