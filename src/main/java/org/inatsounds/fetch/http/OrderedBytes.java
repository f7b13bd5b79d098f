package org.inatsounds.fetch.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a part in order, as they arrive: a thread of its own reads the finished prefix, digests it, and hands the
 * same buffers on to the reader of this stream. Reading and digesting so overlap with whatever the reader does; a few
 * buffers of one MiB go round, so memory is bounded.
 */
public final class OrderedBytes extends InputStream {

    private static final int BUFFER = 1 << 20;
    private static final int BUFFERS = 4;

    private final PartFile part;
    private final MessageDigest digest = newDigest();
    private final BlockingQueue<ByteBuffer> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final BlockingQueue<ByteBuffer> empty = new ArrayBlockingQueue<>(BUFFERS);
    private final Thread thread = new Thread(this::follow, "inatsounds-digest");
    private volatile @Nullable IOException failure;
    private volatile @Nullable String md5;
    private ByteBuffer current = ByteBuffer.allocate(0);
    private boolean ended;

    OrderedBytes(PartFile part) {
        this.part = part;
        for (int i = 0; i < BUFFERS; i++) {
            empty.add(ByteBuffer.allocate(BUFFER));
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** The MD5 of everything, 32 hexadecimal digits. Only after the end of the stream was seen. */
    String md5() {
        return Objects.requireNonNull(md5, "the stream has not been read to its end");
    }

    private void follow() {
        try {
            long position = 0;
            while (position < part.size()) {
                long end = part.awaitBeyond(position);
                while (position < end) {
                    ByteBuffer buffer = empty.take();
                    position += fill(buffer, position, end);
                    digest.update(buffer.duplicate());
                    filled.put(buffer);
                }
            }
            md5 = HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = new IOException("reading was cancelled", e);
        } finally {
            // An empty buffer marks the end. There is always room for it, and for nothing else.
            filled.add(ByteBuffer.allocate(0));
        }
    }

    private int fill(ByteBuffer buffer, long position, long end) throws IOException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
        while (buffer.hasRemaining()) {
            if (part.read(buffer, position + buffer.position()) < 0) {
                throw new IOException(part.file() + " was truncated while it was being read");
            }
        }
        buffer.flip();
        return buffer.limit();
    }

    @Override
    public int read() throws IOException {
        return advance() ? current.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!advance()) {
            return -1;
        }
        int count = Math.min(length, current.remaining());
        current.get(into, offset, count);
        return count;
    }

    @Override
    public int available() {
        return current.remaining();
    }

    private boolean advance() throws IOException {
        if (current.hasRemaining()) {
            return true;
        }
        if (!ended) {
            try {
                if (current.capacity() > 0) {
                    empty.put(current);
                }
                current = filled.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("reading was cancelled", e);
            }
            ended = current.capacity() == 0;
        }
        IOException why = failure;
        if (ended && why != null) {
            throw why;
        }
        return !ended;
    }

    /** Ends the digesting thread; returns when it is gone. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }
}
