package org.inatsounds.fetch.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.inatsounds.Progress;
import org.inatsounds.fetch.http.RangeSet.Range;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a part misses: several connections, each asking for one piece after the other, the earliest first, so that
 * the finished prefix follows closely. Ends by itself when everything is there; the first failure that retries could not
 * mend ends all of it and is handed to the part's reader.
 */
public final class Transfer implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);
    private static final long SMALLEST_PIECE = 1 << 20;
    private static final long LARGEST_PIECE = 16 << 20;

    private final RemoteObject object;
    private final PartFile part;
    private final Requests requests;
    private final DownloadOptions options;
    private final Deque<Range> pieces = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean rangesIgnored = new AtomicBoolean();

    Transfer(RemoteObject object, PartFile part, Http http, DownloadOptions options, Progress.Step step) {
        this.object = object;
        this.part = part;
        this.options = options;
        this.requests = new Requests(object, part, http, options, step);
        long length = Math.max(
                SMALLEST_PIECE, Math.min(LARGEST_PIECE, object.size() / (4L * Math.max(1, options.connections()))));
        for (Range missing : part.missing()) {
            for (long at = missing.start(); at < missing.end(); at += length) {
                pieces.add(new Range(at, Math.min(missing.end(), at + length)));
            }
        }
    }

    void start() {
        int count = Math.min(options.connections(), pieces.size());
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::work, "inatsounds-connection-" + (i + 1));
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private void work() {
        try {
            Range piece = next();
            while (piece != null) {
                if (!bring(piece)) {
                    if (rangesIgnored.compareAndSet(false, true)) {
                        LOG.info("{}: the server does not send ranges; continuing with one stream", object.uri());
                        bringAll();
                    }
                    return;
                }
                piece = next();
            }
        } catch (InterruptedException e) {
            part.fail(new IOException("the download was cancelled", e));
        } catch (Throwable e) {
            part.fail(e);
        }
    }

    private @Nullable Range next() {
        synchronized (pieces) {
            return part.failure() != null || rangesIgnored.get() ? null : pieces.poll();
        }
    }

    /** Brings one piece, with retries. {@code false} if the server ignores ranges. */
    private boolean bring(Range piece) throws IOException, InterruptedException {
        Retry retry = new Retry(part.file().getFileName() + " at byte " + piece.start(), options);
        long at = piece.start();
        while (at < piece.end()) {
            Requests.Outcome outcome = requests.range(at, piece.end());
            if (outcome.rangesIgnored()) {
                return false;
            }
            IOException failure = outcome.failure();
            if (failure != null) {
                retry.after(failure, outcome.reached() - at);
            }
            at = outcome.reached();
        }
        return true;
    }

    /** Brings everything beyond the prefix in one stream; what the prefix already has is read past. */
    private void bringAll() throws IOException, InterruptedException {
        Retry retry = new Retry(part.file().getFileName() + " as one stream", options);
        long at = part.prefix();
        while (at < object.size()) {
            Requests.Outcome outcome = requests.everything(at);
            IOException failure = outcome.failure();
            if (failure != null) {
                retry.after(failure, outcome.reached() - at);
            }
            at = outcome.reached();
        }
    }

    /** Stops what is still under way; returns when all connections are closed. */
    @Override
    public void close() {
        part.fail(new IOException("the download was cancelled"));
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                // A sleeping thread is woken, one that reads from the network is cut off.
                thread.interrupt();
                requests.disconnect();
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
