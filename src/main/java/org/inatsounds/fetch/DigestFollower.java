package org.inatsounds.fetch;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Digests bytes on a thread of its own, and can say at any time what it knows so far. For one caller at a time. */
final class DigestFollower implements AutoCloseable {

    private static final int QUEUE = 32;
    private static final byte[] MARK = {};

    private final Md5 md5;
    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread = new Thread(this::follow, "inatsounds-digest");
    private boolean reached;

    DigestFollower(Md5 md5) {
        this.md5 = md5;
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds bytes; waits while many are still to be digested. */
    void add(byte[] bytes, int from, int to) throws InterruptedException {
        if (from < to) {
            chunks.put(Arrays.copyOfRange(bytes, from, to));
        }
    }

    /** The state after all that was added. */
    Md5.State state() throws InterruptedException {
        await();
        return md5.state();
    }

    /** The digest of all that was added, in hexadecimal. */
    String hex() throws InterruptedException {
        await();
        return md5.hex();
    }

    private synchronized void await() throws InterruptedException {
        reached = false;
        chunks.put(MARK);
        while (!reached) {
            wait();
        }
    }

    private void follow() {
        try {
            while (true) {
                byte[] chunk = chunks.take();
                if (chunk.length == 0) {
                    synchronized (this) {
                        reached = true;
                        notifyAll();
                    }
                } else {
                    md5.update(chunk, 0, chunk.length);
                }
            }
        } catch (InterruptedException e) {
            // Nobody wants to know any more.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
