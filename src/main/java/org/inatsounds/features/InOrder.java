package org.inatsounds.features;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs numbered actions one after the other, in the order of their numbers, whichever thread brings them. Whoever brings the
 * one that is due runs it, and all that follow. Who comes too early waits, so that what waits to be written stays bounded.
 */
public final class InOrder {

    private final int ahead;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<Integer, Runnable> waiting = new HashMap<>();
    private int due;
    private boolean running;
    private boolean aborted;

    /** @param ahead how many actions may be there before the one that is due; at least 1 */
    public InOrder(int ahead) {
        this.ahead = ahead;
    }

    /** Runs the action now or later. What an action throws reaches the thread that runs it. */
    public void put(int number, Runnable action) {
        lock.lock();
        try {
            while (number >= due + ahead && !aborted) {
                moved.awaitUninterruptibly();
            }
            waiting.put(number, action);
            while (!running && !aborted && waiting.containsKey(due)) {
                runDue();
            }
        } finally {
            lock.unlock();
        }
    }

    private void runDue() {
        Runnable next = waiting.remove(due);
        running = true;
        lock.unlock();
        boolean done = false;
        try {
            if (next != null) {
                next.run();
            }
            done = true;
        } finally {
            lock.lock();
            running = false;
            aborted |= !done;
            due++;
            moved.signalAll();
        }
    }

    /** Nothing runs any more, and nobody waits. */
    public void abort() {
        lock.lock();
        try {
            aborted = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
