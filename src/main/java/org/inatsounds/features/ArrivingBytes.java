package org.inatsounds.features;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Objects;
import org.inatsounds.internal.FileIdentity;

/**
 * The bytes of a recording while they arrive: one thread writes them into {@link #channel}, another one reads. Of a recording of
 * any length, only as much is in memory as an {@link ArrivalRoom} has room for.
 */
final class ArrivingBytes extends InputStream {

    private final ArrivalRoom room;
    private final long size;
    private final MessageDigest digest = digest();
    private final Deque<byte[]> blocks = new ArrayDeque<>();
    private final Channel channel = new Channel();
    private byte[] current = new byte[0];
    private int at;
    private long written;
    private boolean ended;
    private boolean unwanted;

    /**
     * Makes it.
     *
     * @param size how many bytes will come
     */
    ArrivingBytes(ArrivalRoom room, long size) {
        this.room = room;
        this.size = size;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Where the bytes come in. */
    WritableByteChannel channel() {
        return channel;
    }

    @Override
    public int read() {
        return more() ? current[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, offset, count);
        at += count;
        return count;
    }

    /** Whether there is a byte; waits until that is known. */
    private boolean more() {
        if (at < current.length) {
            return true;
        }
        synchronized (room) {
            room.give(current);
            current = new byte[0];
            at = 0;
            room.checkCancelled();
            // What the archive ended in is no end of the recording: its failure is about to come.
            while (blocks.isEmpty() && !(ended && written == size)) {
                room.await();
            }
            if (blocks.isEmpty()) {
                return false;
            }
            current = blocks.remove();
        }
        digest.update(current);
        return true;
    }

    /** Reads past what is left, and tells what all of it was. */
    FileIdentity identity() {
        at = current.length;
        while (more()) {
            at = current.length;
        }
        return new FileIdentity(size, 0, 0, HexFormat.of().formatHex(digest.digest()));
    }

    /** Nothing more of it is wanted: what still comes is dropped. */
    void drop() {
        synchronized (room) {
            unwanted = true;
            room.give(current);
            current = new byte[0];
            at = 0;
            blocks.forEach(room::give);
            blocks.clear();
        }
    }

    /** Takes what arrives. */
    private final class Channel implements WritableByteChannel {

        @Override
        public int write(ByteBuffer from) {
            int count = from.remaining();
            while (from.hasRemaining()) {
                byte[] block = room.block(Math.min(ArrivalRoom.BLOCK, from.remaining()));
                from.get(block);
                add(block);
            }
            return count;
        }

        private void add(byte[] block) {
            synchronized (room) {
                if (!unwanted) {
                    room.take(block.length);
                    // It may have been dropped meanwhile.
                    if (unwanted) {
                        room.give(block);
                    } else {
                        blocks.add(block);
                    }
                }
                room.check();
                written += block.length;
                room.changed();
            }
        }

        @Override
        public boolean isOpen() {
            return !ended;
        }

        @Override
        public void close() {
            synchronized (room) {
                ended = true;
                room.changed();
            }
        }
    }
}
