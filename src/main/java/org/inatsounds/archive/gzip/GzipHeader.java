package org.inatsounds.archive.gzip;

import java.io.IOException;
import java.util.Locale;
import java.util.zip.CRC32;

/** What stands before and after the compressed data of a gzip member: RFC 1952, section 2.3. */
final class GzipHeader {

    private static final int ID1 = 0x1F;
    private static final int ID2 = 0x8B;
    private static final int DEFLATE = 8;

    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xE0;

    private GzipHeader() {}

    /** Reads a header. Of its optional fields nothing is kept. */
    static void read(BitInput in) throws IOException {
        long start = in.byteOffset();
        CRC32 sum = new CRC32();
        checkMagic(in, start, sum);
        if (in.takeByte(sum) != DEFLATE) {
            throw damaged(start, "names an unknown method");
        }
        int flags = in.takeByte(sum);
        if ((flags & RESERVED) != 0) {
            // Section 2.3.1.2: they may mean fields that we don't know.
            throw damaged(start, "has unknown flags");
        }
        skip(in, 6, sum); // MTIME, XFL, OS
        if ((flags & FEXTRA) != 0) {
            skip(in, in.takeByte(sum) | in.takeByte(sum) << 8, sum);
        }
        if ((flags & FNAME) != 0) {
            skipText(in, sum);
        }
        if ((flags & FCOMMENT) != 0) {
            skipText(in, sum);
        }
        if ((flags & FHCRC) != 0) {
            long actual = sum.getValue() & 0xFFFF;
            if (in.take(16) != actual) {
                throw damaged(start, "fails its checksum");
            }
        }
    }

    /**
     * Reads what follows the compressed data, and checks it.
     *
     * @param crc CRC-32 of what was decoded, 0 to 2<sup>32</sup> - 1
     * @param length how many bytes were decoded
     */
    static void readTrailer(BitInput in, long crc, long length) throws IOException {
        in.align();
        if (in.take(Integer.SIZE) != crc) {
            throw GzipException.damaged(
                    String.format(Locale.ROOT, "its gzip data ending at byte %,d fails its CRC-32", in.byteOffset()));
        }
        if (in.take(Integer.SIZE) != (length & 0xFFFF_FFFFL)) {
            throw GzipException.damaged(String.format(
                    Locale.ROOT, "its gzip data ending at byte %,d has the wrong length", in.byteOffset()));
        }
    }

    private static void checkMagic(BitInput in, long start, CRC32 sum) throws IOException {
        if (start == 0 && in.atEnd()) {
            throw GzipException.damaged("it is empty");
        }
        int id1 = in.takeByte(sum);
        boolean cut = id1 == ID1 && in.atEnd();
        int id2 = cut || in.atEnd() ? -1 : in.takeByte(sum);
        if (id1 == ID1 && id2 == ID2) {
            return;
        }
        if (cut) {
            throw GzipException.truncated(in.byteOffset());
        }
        if (start > 0) {
            throw GzipException.damaged(String.format(
                    Locale.ROOT, "at byte %,d, after the end of its gzip data, something else follows", start));
        }
        throw GzipException.damaged(String.format(
                Locale.ROOT,
                "it isn't a gzip file: expected it to begin with 1f 8b, got %02x%s",
                id1,
                id2 < 0 ? "" : String.format(Locale.ROOT, " %02x", id2)));
    }

    private static void skip(BitInput in, int count, CRC32 sum) throws IOException {
        for (int i = 0; i < count; i++) {
            in.takeByte(sum);
        }
    }

    /** Latin-1 with a NUL at its end. */
    private static void skipText(BitInput in, CRC32 sum) throws IOException {
        int letter;
        do {
            letter = in.takeByte(sum);
        } while (letter != 0);
    }

    private static GzipException damaged(long start, String what) {
        return GzipException.damaged(String.format(Locale.ROOT, "its gzip header at byte %,d %s", start, what));
    }
}
