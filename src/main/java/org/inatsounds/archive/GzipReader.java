package org.inatsounds.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a gzip stream (RFC 1952) of one or more gzip members, to its very end.
 *
 * <p>{@code GZIPInputStream} (JDK 17) asks {@code available()} whether another gzip member follows, which a download may
 * answer with 0, and takes garbage after the last one for the end: both lose data without a word. The reader of Commons
 * Compress has neither fault, but tells neither where the damage is nor the stream's failures from its own. Here failures
 * of the stream come through as they are, and {@link ArchiveFault} means that its bytes are wrong.
 */
final class GzipReader implements AutoCloseable {

    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final byte[] input = new byte[1 << 16];
    private int next;
    private int end;
    /** Where {@code input[0]} is in the stream. */
    private long base;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean inMember;
    private boolean first = true;

    GzipReader(InputStream in) {
        this.in = in;
    }

    /**
     * Inflates until {@code into} is full or the stream ends.
     *
     * @return false if the stream has ended
     * @throws ArchiveFault if the bytes are not gzip, or damaged; what came before is in {@code into}
     * @throws IOException from the stream, unchanged
     */
    boolean fill(ByteBuffer into) throws IOException, ArchiveFault {
        while (into.hasRemaining()) {
            if (!inMember) {
                if (!first && atEnd()) {
                    return false;
                }
                readHeader();
                inflater.reset();
                crc.reset();
                inMember = true;
                first = false;
            }
            inflate(into);
            if (inflater.finished()) {
                next = end - inflater.getRemaining();
                inMember = false;
                readTrailer();
            }
        }
        return true;
    }

    /** Bytes of the stream that were used. */
    long position() {
        return base + (inMember ? end - inflater.getRemaining() : next);
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void inflate(ByteBuffer into) throws IOException, ArchiveFault {
        int start = into.position();
        try {
            if (inflater.inflate(into) == 0 && inflater.needsInput()) {
                if (atEnd()) {
                    throw truncated();
                }
                inflater.setInput(input, next, end - next);
                next = end;
            }
        } catch (DataFormatException e) {
            throw ArchiveFault.damaged(
                    String.format(Locale.ROOT, "its gzip data is invalid near byte %,d", position()));
        }
        if (inflater.needsDictionary()) {
            throw ArchiveFault.damaged(
                    String.format(Locale.ROOT, "its gzip data needs a dictionary at byte %,d", position()));
        }
        crc.update(into.duplicate().flip().position(start));
    }

    /** The header of a gzip member: RFC 1952, section 2.3. Of its optional fields nothing is kept. */
    private void readHeader() throws IOException, ArchiveFault {
        long start = position();
        crc.reset();
        int id1 = atEnd() ? -1 : read();
        int id2 = atEnd() ? -1 : read();
        if (id1 != 0x1F || id2 != 0x8B) {
            throw notGzip(start, id1, id2);
        }
        if (read() != 8) {
            throw ArchiveFault.damaged(
                    String.format(Locale.ROOT, "its gzip header at byte %,d names an unknown method", start));
        }
        int flags = read();
        if ((flags & RESERVED) != 0) {
            throw ArchiveFault.damaged(
                    String.format(Locale.ROOT, "its gzip header at byte %,d has unknown flags", start));
        }
        skip(6);
        if ((flags & FEXTRA) != 0) {
            skip(read() | read() << 8);
        }
        if ((flags & FNAME) != 0) {
            skipText();
        }
        if ((flags & FCOMMENT) != 0) {
            skipText();
        }
        if ((flags & FHCRC) != 0) {
            long expected = crc.getValue() & 0xFFFF;
            if ((read() | read() << 8) != expected) {
                throw ArchiveFault.damaged(
                        String.format(Locale.ROOT, "its gzip header at byte %,d fails its checksum", start));
            }
        }
    }

    private void readTrailer() throws IOException, ArchiveFault {
        long sum = crc.getValue();
        long size = inflater.getBytesWritten() & 0xFFFF_FFFFL;
        if (readInt() != sum) {
            throw ArchiveFault.damaged(
                    String.format(Locale.ROOT, "its gzip data ending at byte %,d fails its CRC-32", position()));
        }
        if (readInt() != size) {
            throw ArchiveFault.damaged(
                    String.format(Locale.ROOT, "its gzip data ending at byte %,d has the wrong length", position()));
        }
    }

    private long readInt() throws IOException, ArchiveFault {
        return read() | read() << 8 | read() << 16 | (long) read() << 24;
    }

    private void skip(int count) throws IOException, ArchiveFault {
        for (int i = 0; i < count; i++) {
            read();
        }
    }

    private void skipText() throws IOException, ArchiveFault {
        int c;
        do {
            c = read();
        } while (c != 0);
    }

    /** Reads a byte of a header or trailer. */
    private int read() throws IOException, ArchiveFault {
        if (atEnd()) {
            throw truncated();
        }
        int b = input[next++] & 0xFF;
        crc.update(b);
        return b;
    }

    /** Whether nothing is left; reads on if need be. */
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

    private ArchiveFault truncated() {
        return ArchiveFault.damaged(String.format(Locale.ROOT, "it is truncated at byte %,d", base + end));
    }

    private static ArchiveFault notGzip(long start, int id1, int id2) {
        if (start > 0) {
            return ArchiveFault.damaged(String.format(
                    Locale.ROOT, "at byte %,d, after the end of its gzip data, something else follows", start));
        }
        if (id1 < 0) {
            return ArchiveFault.damaged("it is empty");
        }
        return ArchiveFault.damaged(String.format(
                Locale.ROOT,
                "it isn't a gzip file: expected it to begin with 1f 8b, got %02x%s",
                id1,
                id2 < 0 ? "" : String.format(Locale.ROOT, " %02x", id2)));
    }
}
