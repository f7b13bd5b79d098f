package org.inatsounds.fetch.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.inatsounds.internal.BlockStream;
import org.jspecify.annotations.Nullable;

/**
 * A body in chunks, each read of which ends in time. What stands between chunks may be of any length, and the JDK waits for
 * its end however slowly it comes, in a way that can't be cut off: so another thread does, and is left behind.
 */
final class ChunkedBody extends BlockStream {

    private static final int BUFFER = 64 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /**
     * What one read brought.
     *
     * @param bytes empty at the end
     * @param failure what it ended with instead
     */
    private record Piece(ByteBuffer bytes, @Nullable Throwable failure) {}

    private final InputStream in;
    private final Duration limit;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(1);
    private final Thread reader;
    private ByteBuffer current = NOTHING;
    private boolean ended;

    ChunkedBody(InputStream in, Duration limit) {
        this.in = in;
        this.limit = limit;
        this.reader = new Thread(this::readAll, "inatsounds-chunks");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll() {
        try (in) {
            Piece piece = readOne();
            while (piece.bytes().hasRemaining()) {
                pieces.put(piece);
                piece = readOne();
            }
            pieces.put(piece);
        } catch (InterruptedException | IOException e) {
            // Nobody wants the rest.
        }
    }

    private Piece readOne() {
        byte[] buffer = new byte[BUFFER];
        try {
            int count = in.read(buffer);
            return new Piece(ByteBuffer.wrap(buffer, 0, Math.max(0, count)), null);
        } catch (IOException | RuntimeException e) {
            return new Piece(NOTHING, e);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!current.hasRemaining() && !ended) {
            current = next();
            ended = !current.hasRemaining();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, current.remaining());
        current.get(into, offset, count);
        return count;
    }

    private ByteBuffer next() throws IOException {
        Piece piece;
        try {
            piece = pieces.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the download was cancelled");
        }
        if (piece == null) {
            throw new SocketTimeoutException("stalled between chunks");
        }
        Throwable failure = piece.failure();
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure != null) {
            throw new IOException("the body is invalid", failure);
        }
        return piece.bytes();
    }

    /** Leaves the rest unread. */
    @Override
    public void close() {
        ended = true;
        reader.interrupt();
    }
}
