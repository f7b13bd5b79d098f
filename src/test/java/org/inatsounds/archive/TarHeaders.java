package org.inatsounds.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Header blocks of tar archives with fields that no tar writer would write. */
final class TarHeaders {

    static final int RECORD = 512;

    /** Where fields begin: POSIX.1-1988, ustar. */
    static final int MODE = 100;

    static final int SIZE = 124;
    static final int TIME = 136;
    static final int CHECKSUM = 148;
    static final int TYPE = 156;
    static final int MAGIC = 257;
    static final int PREFIX = 345;

    /** How long a size or time is. */
    static final int NUMBER = 12;

    private TarHeaders() {}

    /** The header of an empty file, changed, with the right checksum. */
    static byte[] header(String name, Consumer<byte[]> change) {
        byte[] header = new byte[RECORD];
        new TarArchiveEntry(name, TarConstants.LF_NORMAL, true).writeEntryHeader(header);
        change.accept(header);
        sign(header, 0);
        return header;
    }

    /** Writes text into a field, and zeros behind it. */
    static Consumer<byte[]> text(int field, int length, String text) {
        return header -> {
            Arrays.fill(header, field, field + length, (byte) 0);
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(bytes, 0, header, field, Math.min(length, bytes.length));
        };
    }

    /** Writes a number as GNU tar does where octal digits are too few: base 256, with the highest bit set. */
    static Consumer<byte[]> base256(int field, int first, long low) {
        return header -> {
            Arrays.fill(header, field, field + NUMBER - Long.BYTES, (byte) (low < 0 ? 0xFF : 0));
            for (int i = 0; i < Long.BYTES; i++) {
                header[field + NUMBER - 1 - i] = (byte) (low >> (8 * i));
            }
            header[field] = (byte) first;
        };
    }

    /** Puts the checksum of the header at {@code from} right. */
    static void sign(byte[] tar, int from) {
        Arrays.fill(tar, from + CHECKSUM, from + CHECKSUM + 8, (byte) ' ');
        int sum = 0;
        for (int i = from; i < from + RECORD; i++) {
            sum += tar[i] & 0xFF;
        }
        byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, tar, from + CHECKSUM, digits.length);
    }
}
