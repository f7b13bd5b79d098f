package org.inatsounds.evaluation.predictions;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes that can be read from any place, by several threads at once. */
public interface Content extends AutoCloseable {

    /** How many there are. */
    long size();

    /**
     * Fills what remains of a buffer.
     *
     * @throws EOFException when there are fewer bytes than that
     */
    void read(long position, ByteBuffer buffer) throws IOException;

    @Override
    void close() throws IOException;

    /** The bytes of a file. Its size is taken once. */
    static Content of(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new OfFile(channel, channel.size());
    }

    /** Bytes in memory. */
    static Content of(byte[] bytes) {
        return new OfMemory(bytes);
    }

    /**
     * A file, read by position and not mapped: pages of a mapped file count as memory of the process.
     *
     * @param size when it was opened
     */
    record OfFile(FileChannel channel, long size) implements Content {

        @Override
        public void read(long position, ByteBuffer buffer) throws IOException {
            long next = position;
            while (buffer.hasRemaining()) {
                int count = channel.read(buffer, next);
                if (count < 0) {
                    throw new EOFException("it became shorter while it was read");
                }
                next += count;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Some of it: closing it closes the whole. */
    record Part(Content whole, long start, long size) implements Content {

        @Override
        public void read(long position, ByteBuffer buffer) throws IOException {
            if (position + buffer.remaining() > size) {
                throw new EOFException("there are only " + size + " bytes");
            }
            whole.read(start + position, buffer);
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }

    /** An array. */
    final class OfMemory implements Content {

        private final byte[] bytes;

        private OfMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, ByteBuffer buffer) throws IOException {
            if (position + buffer.remaining() > bytes.length) {
                throw new EOFException("there are only " + bytes.length + " bytes");
            }
            buffer.put(bytes, (int) position, buffer.remaining());
        }

        @Override
        public void close() {}
    }
}
