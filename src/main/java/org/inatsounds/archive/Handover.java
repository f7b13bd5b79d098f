package org.inatsounds.archive;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A few buffers that go round between the thread that inflates and the thread that writes. Memory is bounded: who is
 * quicker waits for the other.
 *
 * <p>Either side may end it: {@link #end} after the last buffer, {@link #stop} when what is under way is of no use any more.
 */
final class Handover implements Inflated {

    private static final int BUFFERS = 8;
    private static final int BUFFER_BYTES = 1 << 18;

    private final Deque<ByteBuffer> empty = new ArrayDeque<>();
    private final Deque<ByteBuffer> filled = new ArrayDeque<>();
    private int made;
    private boolean ended;
    private boolean stopped;
    private @Nullable ArchiveFault fault;

    /** The buffer that the writing thread holds. */
    private @Nullable ByteBuffer held;

    /**
     * An empty buffer to inflate into.
     *
     * @return null if the writing thread has stopped
     */
    synchronized @Nullable ByteBuffer takeEmpty() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        while (empty.isEmpty() && made == BUFFERS && !stopped) {
            wait();
        }
        if (stopped) {
            return null;
        }
        if (empty.isEmpty()) {
            made++; // A small archive needs no more than one or two.
            return ByteBuffer.allocateDirect(BUFFER_BYTES);
        }
        return empty.remove();
    }

    /** Hands over inflated bytes, from the buffer's start to its position. */
    synchronized void putFilled(ByteBuffer buffer) {
        filled.add(buffer.flip());
        notifyAll();
    }

    /** Nothing follows; {@code why} if that is a fault. */
    synchronized void end(@Nullable ArchiveFault why) {
        ended = true;
        fault = why;
        notifyAll();
    }

    /** Ends both sides at once. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    @Override
    public @Nullable ByteBuffer buffer() throws ArchiveFault {
        ByteBuffer current = held;
        while (current == null || !current.hasRemaining()) {
            current = exchange(current);
            held = current;
            if (current == null) {
                return null;
            }
        }
        return current;
    }

    private synchronized @Nullable ByteBuffer exchange(@Nullable ByteBuffer used) throws ArchiveFault {
        if (used != null) {
            empty.add(used.clear());
            notifyAll();
        }
        try {
            while (filled.isEmpty() && !ended && !stopped) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new Stopped(); // Nobody interrupts this thread: that would close the file channel under it.
        }
        if (stopped) {
            throw new Stopped();
        }
        if (!filled.isEmpty()) {
            return filled.remove();
        }
        if (fault != null) {
            throw fault;
        }
        return null;
    }

    /** The writing thread was told to stop. */
    static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }
}
