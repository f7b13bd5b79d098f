package org.inatsounds.features;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.inatsounds.internal.Checksum32;
import org.inatsounds.internal.FileIdentity;

/**
 * What was written to a file of features, to find out later whether it is still that. The checksum is a CRC-32C: it is against
 * damage, costs next to nothing while features are written, and is taken again only of files whose times are others.
 *
 * @param bytes its size; -1 of no file
 * @param modified as of a {@link FileIdentity}
 * @param changed as of a {@link FileIdentity}
 * @param crc32c in hexadecimal; empty where only the size is known, as of an older version
 */
record WrittenFile(long bytes, long modified, long changed, String crc32c) {

    static final WrittenFile NONE = ofSize(-1);

    /** Within a field of a log. */
    private static final String BETWEEN = ":";

    /** Takes the checksum while a file is written. */
    static final class Sum {

        private final CRC32C crc = new CRC32C();

        /** What is written to this goes on to the other stream. */
        OutputStream through(OutputStream out) {
            return new CheckedOutputStream(out, crc);
        }

        /** The file, when it is whole and has its name. */
        WrittenFile in(Path file) throws IOException {
            return glance(file, text((int) crc.getValue()));
        }
    }

    static WrittenFile ofSize(long bytes) {
        return new WrittenFile(bytes, 0, 0, "");
    }

    private static WrittenFile glance(Path file, String sum) throws IOException {
        FileIdentity seen = FileIdentity.glance(file);
        return new WrittenFile(seen.bytes(), seen.modified(), seen.changed(), sum);
    }

    private static String text(int crc32c) {
        return String.format(Locale.ROOT, "%08x", crc32c);
    }

    boolean hasChecksum() {
        return !crc32c.isEmpty();
    }

    /** The same content with the times of a file that it was moved or copied to. */
    WrittenFile at(Path file) throws IOException {
        return glance(file, crc32c);
    }

    /**
     * What the file holds now. It is read only if its times are others.
     *
     * @return {@link #NONE} if it is not there, or can't be read
     */
    WrittenFile now(Path file) {
        try {
            WrittenFile seen = glance(file, crc32c);
            if (seen.equals(this) || seen.bytes != bytes) {
                return seen;
            }
            Checksum32 read = Checksum32.of(file);
            return new WrittenFile(read.size(), seen.modified, seen.changed, text(read.crc32c()));
        } catch (IOException e) {
            return NONE;
        }
    }

    /** Whether the content is the same, as far as it is known. */
    boolean isSame(WrittenFile other) {
        return bytes == other.bytes && crc32c.equals(other.crc32c);
    }

    /** As a field of a log; of a file of which only the size is known, as an older version wrote it. */
    String field() {
        return hasChecksum() ? bytes + BETWEEN + modified + BETWEEN + changed + BETWEEN + crc32c : "" + bytes;
    }

    /**
     * The opposite.
     *
     * @throws NumberFormatException if it is none
     */
    static WrittenFile parse(String field) {
        String[] parts = field.split(BETWEEN, -1);
        return parts.length == 4
                ? new WrittenFile(
                        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3])
                : ofSize(Long.parseLong(field));
    }
}
