package org.inatsounds.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Inflates a gzip stream (RFC 1952): all of its members, to the end of the stream. What stands behind a member and is none is
 * damage, and never dropped; only zeros that reach to the end are ignored, as gzip does: tapes and block devices pad with them.
 *
 * <p>{@code GZIPInputStream} takes anything behind a member that it does not understand for the end, and asks
 * {@code available()} whether there is more, which a slow pipe answers with 0: both lose rows without a word.
 */
public final class GzipMembers extends BlockStream {

    private static final int BUFFER = 1 << 16;
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xE0;
    private static final int FIXED_FIELDS = 6;

    private final InputStream in;
    private final byte[] input = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int next;
    private int end;
    /** Where {@code input[0]} is in the stream. */
    private long base;

    private boolean first = true;
    private boolean inMember;
    private boolean ended;

    /** @param in is read to its end, and closed with this */
    public GzipMembers(InputStream in) {
        this.in = in;
    }

    /** Whether bytes begin as gzip does. */
    public static boolean isMagic(byte[] start) {
        return start.length > 1 && start[0] == 0x1f && start[1] == (byte) 0x8b;
    }

    /**
     * Reads some bytes.
     *
     * @throws ZipException if the stream is not gzip, or damaged
     * @throws EOFException if it ends within a member
     * @throws IOException from the stream below, unchanged
     */
    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        Objects.checkFromIndexSize(at, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !begin()) {
                break;
            }
            int count = inflate(into, at, length);
            if (inflater.finished()) {
                next = end - inflater.getRemaining();
                trailer();
                inMember = false;
            }
            if (count > 0) {
                return count;
            }
        }
        ended = true;
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    /** Goes to the next member; false where the stream ends instead. */
    private boolean begin() throws IOException {
        if (!first && (atEnd() || onlyZeros())) {
            return false;
        }
        header();
        inflater.reset();
        crc.reset();
        inMember = true;
        first = false;
        return true;
    }

    private boolean onlyZeros() throws IOException {
        long from = position();
        if (input[next] != 0) {
            return false;
        }
        while (!atEnd()) {
            if (input[next++] != 0) {
                throw behind(from);
            }
        }
        return true;
    }

    private int inflate(byte[] into, int at, int length) throws IOException {
        try {
            int count = inflater.inflate(into, at, length);
            if (count == 0 && inflater.needsInput() && !inflater.finished()) {
                if (atEnd()) {
                    throw cut();
                }
                inflater.setInput(input, next, end - next);
                next = end;
            }
            if (inflater.needsDictionary()) {
                throw new ZipException("it needs a dictionary");
            }
            crc.update(into, at, count);
            return count;
        } catch (DataFormatException e) {
            throw (ZipException) new ZipException("it is invalid near byte " + position()).initCause(e);
        }
    }

    /** RFC 1952, section 2.3. Of the optional fields nothing is kept. */
    private void header() throws IOException {
        long from = position();
        crc.reset();
        boolean magic = !atEnd() && byteOf() == 0x1f && !atEnd() && byteOf() == 0x8b;
        if (!magic) {
            throw from == 0 ? new ZipException("it does not begin with 1f 8b") : behind(from);
        }
        if (byteOf() != 8) {
            throw new ZipException("the header at byte " + from + " names an unknown method");
        }
        int flags = byteOf();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("the header at byte " + from + " has unknown flags");
        }
        skip(FIXED_FIELDS);
        if ((flags & FEXTRA) != 0) {
            skip(byteOf() | byteOf() << 8);
        }
        for (int flag : new int[] {FNAME, FCOMMENT}) {
            while ((flags & flag) != 0 && byteOf() != 0) {
                // A text, up to its zero.
            }
        }
        long sum = crc.getValue() & 0xFFFF;
        if ((flags & FHCRC) != 0 && (byteOf() | byteOf() << 8) != sum) {
            throw new ZipException("the header at byte " + from + " fails its checksum");
        }
    }

    private void trailer() throws IOException {
        long sum = crc.getValue();
        long size = inflater.getBytesWritten() & 0xFFFF_FFFFL;
        if (number() != sum || number() != size) {
            throw new ZipException("what ends at byte " + position() + " fails its checksum");
        }
    }

    private long number() throws IOException {
        return byteOf() | byteOf() << 8 | byteOf() << 16 | (long) byteOf() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byteOf();
        }
    }

    private int byteOf() throws IOException {
        if (atEnd()) {
            throw cut();
        }
        int b = input[next++] & 0xFF;
        crc.update(b);
        return b;
    }

    private long position() {
        return base + (inMember ? end - inflater.getRemaining() : next);
    }

    /** Whether nothing is left; reads more if need be. */
    private boolean atEnd() throws IOException {
        while (next == end) {
            base += end;
            next = 0;
            end = 0;
            int count = in.read(input);
            if (count < 0) {
                return true;
            }
            end = count;
        }
        return false;
    }

    private EOFException cut() {
        return new EOFException("it ends too early, at byte " + (base + end));
    }

    private static ZipException behind(long from) {
        return new ZipException("what follows at byte " + from + " is no gzip");
    }
}
