package org.inatsounds.fetch.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.inatsounds.Progress;
import org.inatsounds.internal.BlockStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object in order, without a disk in between: several connections each bring a block into memory, the next
 * ones first, and nobody runs further ahead than a few blocks. Memory is bounded by {@link #AHEAD_PER_CONNECTION} blocks a
 * connection. The first failure that retries could not mend is what reading throws.
 *
 * <p>Reading is for one thread.
 */
final class ReadAhead extends BlockStream {

    private static final int AHEAD_PER_CONNECTION = 2;

    private final RemoteObject object;
    private final long end;
    private final int blockBytes;
    private final int most;
    private final Http http;
    private final DownloadOptions options;
    private final RateLimiter limiter;
    private final Progress.Step step;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Requests> open = new ArrayList<>();

    /** Blocks that were begun and not yet read, in order. */
    private final Deque<Block> ahead = new ArrayDeque<>();

    /** Of blocks that were read: to be filled again. */
    private final Deque<byte[]> spare = new ArrayDeque<>();

    private long next;
    private @Nullable Throwable failure;

    private @Nullable Block current;
    private int position;

    /**
     * Begins to bring what lies in {@code [start, end)}.
     *
     * @param blockBytes how much a connection asks for at once
     * @param connections how many, at most
     */
    ReadAhead(
            RemoteObject object,
            long start,
            long end,
            int blockBytes,
            Http http,
            DownloadOptions options,
            int connections,
            RateLimiter limiter,
            Progress.Step step) {
        this.object = object;
        this.next = start;
        this.end = end;
        this.blockBytes = blockBytes;
        this.http = http;
        this.options = options;
        this.limiter = limiter;
        this.step = step;
        long blocks = (end - start + blockBytes - 1) / blockBytes;
        int count = (int) Math.min(connections, blocks);
        this.most = count * AHEAD_PER_CONNECTION;
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::work, "inatsounds-connection-" + (i + 1));
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private void work() {
        try {
            for (Block block = begin(); block != null; block = begin()) {
                bring(block);
                synchronized (this) {
                    block.complete();
                    notifyAll();
                }
            }
        } catch (InterruptedException e) {
            fail(new IOException("the download was cancelled", e));
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** The next block to bring, once there is room for one; null when there is none. */
    private synchronized @Nullable Block begin() throws InterruptedException {
        while (failure == null && next < end && ahead.size() >= most) {
            wait();
        }
        if (failure != null || next >= end) {
            return null;
        }
        byte[] bytes = spare.isEmpty() ? new byte[blockBytes] : spare.poll();
        Block block = new Block(next, (int) Math.min(blockBytes, end - next), bytes);
        next = block.end();
        ahead.add(block);
        return block;
    }

    private void bring(Block block) throws IOException, InterruptedException {
        Requests requests = new Requests(object, block, http, options, limiter, step);
        synchronized (this) {
            open.add(requests);
        }
        try {
            Retry retry = new Retry(object.uri().getPath() + " at byte " + block.start(), options);
            long at = block.start();
            while (at < block.end()) {
                Requests.Outcome outcome = requests.range(at, block.end());
                if (outcome.rangesIgnored()) {
                    throw new RangesIgnoredException();
                }
                IOException why = outcome.failure();
                if (why != null) {
                    retry.after(why, outcome.reached() - at);
                }
                at = outcome.reached();
            }
        } finally {
            synchronized (this) {
                open.remove(requests);
            }
        }
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        notifyAll();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        Block block = current;
        if (block == null || position == block.length()) {
            block = advance(block);
            current = block;
            position = 0;
            if (block == null) {
                return -1;
            }
        }
        int count = Math.min(length, block.length() - position);
        System.arraycopy(block.bytes(), position, into, offset, count);
        position += count;
        return count;
    }

    /**
     * The next block, when it is there; null at the end.
     *
     * @param read the one before it
     */
    private synchronized @Nullable Block advance(@Nullable Block read) throws IOException {
        if (read != null) {
            spare.add(read.bytes());
        }
        try {
            if (Thread.interrupted()) {
                // Where the server is quick, there is nothing to wait for.
                throw new InterruptedException();
            }
            while (true) {
                Block first = ahead.peek();
                if (first != null && first.isComplete()) {
                    notifyAll();
                    return ahead.poll();
                }
                if (failure != null) {
                    throw new TransferFailedException(failure);
                }
                if (first == null && next >= end) {
                    return null;
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("reading was cancelled", e);
        }
    }

    /** Stops what is under way; returns when all connections are closed. */
    @Override
    public void close() {
        fail(new IOException("the download was cancelled"));
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                thread.interrupt();
                synchronized (this) {
                    open.forEach(Requests::disconnect);
                }
                try {
                    thread.join(100);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
