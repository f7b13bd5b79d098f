package org.inatsounds.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What a file holds, as far as damage goes: to be compared with what it held when it was written.
 *
 * @param size in bytes
 * @param crc32c the CRC-32C of all of them
 */
public record Checksum32(long size, int crc32c) {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Of a file as it is now. */
    public static Checksum32 of(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sum.update(buffer, 0, count);
                size += count;
            }
        }
        return new Checksum32(size, (int) sum.getValue());
    }
}
