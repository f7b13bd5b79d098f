package org.inatsounds.fetch.http;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.inatsounds.internal.Md5;

/** Digests bytes on a thread of its own, and can say at any time what it knows so far. For one caller at a time. */
final class DigestFollower implements AutoCloseable {

    private static final int QUEUE = 32;

    private final Md5 md5;
    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread = new Thread(this::follow, "inatsounds-digest");

    /** What is done to the MD5, in order. */
    @FunctionalInterface
    private interface Step {
        void take(Md5 md5);
    }

    DigestFollower(Md5 md5) {
        this.md5 = md5;
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds bytes; waits while many are still to be digested. */
    void add(byte[] bytes, int from, int to) throws InterruptedException {
        if (from < to) {
            byte[] chunk = Arrays.copyOfRange(bytes, from, to);
            steps.put(digest -> digest.update(chunk, 0, chunk.length));
        }
    }

    /** The state after all that was added before this call; it is known a little later. */
    CompletableFuture<Md5.State> state() throws InterruptedException {
        CompletableFuture<Md5.State> state = new CompletableFuture<>();
        steps.put(digest -> state.complete(digest.state()));
        return state;
    }

    /** The digest of all that was added, in hexadecimal. Waits for it. */
    String hex() throws InterruptedException {
        try {
            return new Md5(state().get()).hex();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a state is always given", e);
        }
    }

    private void follow() {
        try {
            while (true) {
                steps.take().take(md5);
            }
        } catch (InterruptedException e) {
            // Nothing more comes. A state that was asked for is given all the same: somebody may wait for it.
            for (Step step = steps.poll(); step != null; step = steps.poll()) {
                step.take(md5);
            }
        }
    }

    /** Ends when what was added is digested; does not wait for that. To be called by who adds: nothing may be added afterwards. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
