package org.inatsounds.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of an object, readable from any offset, by several threads at a time. */
interface Content {

    long size();

    InputStream open(long offset) throws IOException;

    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open(long offset) {
                return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
            }
        };
    }

    static Content of(Path file) {
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open(long offset) throws IOException {
                InputStream in = Files.newInputStream(file);
                in.skipNBytes(offset);
                return in;
            }
        };
    }

    /** The same bytes but for one, whose bits are turned. */
    default Content damagedAt(long damaged) {
        Content intact = this;
        return new Content() {
            @Override
            public long size() {
                return intact.size();
            }

            @Override
            public InputStream open(long offset) throws IOException {
                return new Damaged(intact.open(offset), damaged - offset);
            }
        };
    }

    /** Turns the bits of the byte that comes after {@code ahead} others; does nothing when {@code ahead} is negative. */
    final class Damaged extends InputStream {

        private final InputStream intact;
        private long ahead;

        Damaged(InputStream intact, long ahead) {
            this.intact = intact;
            this.ahead = ahead;
        }

        @Override
        public int read() throws IOException {
            int value = intact.read();
            return ahead-- == 0 ? value ^ 0xff : value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = intact.read(buffer, offset, length);
            if (0 <= ahead && ahead < count) {
                buffer[offset + (int) ahead] ^= (byte) 0xff;
            }
            ahead -= Math.max(count, 0);
            return count;
        }

        @Override
        public void close() throws IOException {
            intact.close();
        }
    }
}
