package org.inatsounds.archive.gzip;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * A stream of bytes, read bit by bit: the first bit is the lowest of the first byte (RFC 1951, section 3.1.1).
 *
 * <p>The only state is where the next bit is in the buffer. To look at some bits is to load the eight bytes from there on.
 * The fields are open to {@link HuffmanBlock}, whose fast loop works on copies of them.
 */
final class BitInput {

    /** How many bits {@link #peek} shows at least. */
    static final int PEEK = Long.SIZE - 7;

    private static final int BUFFER = 1 << 16;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    final byte[] buffer = new byte[BUFFER + Long.BYTES];

    /** Where the next bit is in the buffer, in bits. */
    int position;

    /** Where the buffer's last byte ends, in bytes; eight more may be looked at. */
    int end;

    private final InputStream in;

    /** Where {@code buffer[0]} is in the stream. */
    private long base;

    private boolean ended;

    /**
     * Reads on in the middle of a stream.
     *
     * @param in the stream from that byte on
     * @param offset of the first byte of {@code in} in the whole stream
     */
    BitInput(InputStream in, long offset) {
        this.in = in;
        this.base = offset;
    }

    /** How many bits of the whole stream were used. */
    long bitOffset() {
        return (base << 3) + position;
    }

    /** The byte of the whole stream that holds the next bit. */
    long byteOffset() {
        return base + (position >>> 3);
    }

    /** Whether at least {@code wanted} bytes are there, that of the next bit among them; reads on if need be. */
    boolean has(int wanted) throws IOException {
        while (end - (position >>> 3) < wanted && !ended) {
            read();
        }
        return end - (position >>> 3) >= wanted;
    }

    /** The next 57 bits or more, the first one lowest; after the last one of the stream, anything. Doesn't take them. */
    static long peek(byte[] buffer, int position) {
        return (long) LONG.get(buffer, position >>> 3) >>> (position & 7);
    }

    /** The next bits, the first one lowest; after the last one of the stream, anything. Doesn't take them. */
    long peek() throws IOException {
        has(Long.BYTES);
        return peek(buffer, position);
    }

    /** Takes the next {@code wanted} bits, the first one lowest: 0 to 57. */
    long take(int wanted) throws IOException {
        long bits = peek();
        if ((end << 3) - position < wanted) {
            throw truncated();
        }
        position += wanted;
        return bits & ~(-1L << wanted);
    }

    /** Skips to the next whole byte. */
    void align() {
        position = (position + 7) & ~7;
    }

    /** Whether the stream ends here. Only at a whole byte. */
    boolean atEnd() throws IOException {
        return !has(1);
    }

    /** Takes the next byte, as part of what {@code sum} is over. */
    int takeByte(CRC32 sum) throws IOException {
        int taken = (int) take(Byte.SIZE);
        sum.update(taken);
        return taken;
    }

    /**
     * Takes the next bytes, as many as are there without waiting for more than one. Only at a whole byte.
     *
     * @return how many, 1 to {@code length}
     */
    int takeBytes(byte[] into, int at, int length) throws IOException {
        if (atEnd()) {
            throw truncated();
        }
        int from = position >>> 3;
        int taken = Math.min(length, end - from);
        System.arraycopy(buffer, from, into, at, taken);
        position += taken << 3;
        return taken;
    }

    private GzipException truncated() {
        return GzipException.truncated(base + end);
    }

    private void read() throws IOException {
        int from = position >>> 3;
        System.arraycopy(buffer, from, buffer, 0, end - from);
        base += from;
        end -= from;
        position &= 7;
        int length = in.read(buffer, end, BUFFER - end);
        ended = length < 0;
        end += Math.max(length, 0);
    }
}
