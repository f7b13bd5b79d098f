package org.inatsounds.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body in chunks, each read of which ends in time. What stands between chunks may be of any length, and the JDK waits for
 * its end however slowly it comes, in a way that can't be cut off: so another thread does, and is left behind.
 */
final class ChunkedBody extends InputStream {

    private static final int BUFFER = 64 * 1024;

    /**
     * What one read brought.
     *
     * @param bytes empty at the end
     * @param failure what it ended with instead
     */
    private record Piece(byte[] bytes, @Nullable Throwable failure) {}

    private final InputStream in;
    private final Duration limit;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(1);
    private final Thread reader;
    private byte[] current = new byte[0];
    private int position;
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
            while (piece.bytes().length > 0) {
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
            return new Piece(Arrays.copyOf(buffer, Math.max(0, count)), null);
        } catch (IOException | RuntimeException e) {
            return new Piece(new byte[0], e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == current.length && !ended) {
            current = next();
            position = 0;
            ended = current.length == 0;
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, into, offset, count);
        position += count;
        return count;
    }

    private byte[] next() throws IOException {
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
        if (piece.failure() != null) {
            throw new IOException(piece.failure().getMessage(), piece.failure());
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
