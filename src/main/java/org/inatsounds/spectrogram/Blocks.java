package org.inatsounds.spectrogram;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.StorageException;
import org.inatsounds.internal.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a spectrogram, all of one size: in memory, and once there are too many, all but the newest in a temporary
 * file. Filled by one thread, then read by one thread.
 */
final class Blocks implements AutoCloseable {

    private final int blockBytes;
    private final Memory memory;
    private final List<byte[]> held = new ArrayList<>();
    private @Nullable FileChannel file;
    private int inFile;

    Blocks(int blockBytes, Memory memory) {
        this.blockBytes = blockBytes;
        this.memory = memory;
    }

    /**
     * A new block, to be filled before the next one is asked for.
     *
     * @throws StorageException if there is no room for the temporary file
     */
    byte[] next() {
        if (held.isEmpty() || (file == null && (held.size() + 1L) * blockBytes <= memory.bytes())) {
            held.add(new byte[blockBytes]);
            return held.get(held.size() - 1);
        }
        for (byte[] block : held) {
            append(block);
        }
        byte[] again = held.get(held.size() - 1);
        held.clear();
        held.add(again);
        return again;
    }

    /** Copies a part of a block. */
    void read(int block, int offset, byte[] into, int at, int length) {
        if (block >= inFile) {
            System.arraycopy(held.get(block - inFile), offset, into, at, length);
            return;
        }
        try {
            ByteBuffer part = ByteBuffer.wrap(into, at, length);
            long position = (long) block * blockBytes + offset;
            while (part.hasRemaining()) {
                if (opened().read(part, position + part.position() - at) < 0) {
                    throw new IOException("it became shorter");
                }
            }
        } catch (IOException e) {
            throw new StorageException(
                    "can't read a temporary file in " + memory.overflow() + " again: " + e.getMessage(), e);
        }
    }

    private void append(byte[] block) {
        try {
            ByteBuffer all = ByteBuffer.wrap(block);
            while (all.hasRemaining()) {
                opened().write(all, (long) inFile * blockBytes + all.position());
            }
            inFile++;
        } catch (IOException e) {
            throw Scratch.cantWrite("a long recording", memory.overflow(), e);
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel open = file;
        if (open == null) {
            open = Scratch.open(memory.overflow());
            file = open;
        }
        return open;
    }

    @Override
    public void close() {
        held.clear();
        FileChannel open = file;
        file = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            throw new StorageException(
                    "can't close a temporary file in " + memory.overflow() + ": " + e.getMessage(), e);
        }
    }
}
