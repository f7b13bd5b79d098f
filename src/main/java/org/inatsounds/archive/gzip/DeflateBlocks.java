package org.inatsounds.archive.gzip;

import java.io.IOException;
import java.util.Locale;

/** Compressed data: a row of blocks (RFC 1951, section 3.2.3). */
final class DeflateBlocks {

    /** Where the decoder is. */
    private enum State {
        /** Before a block. */
        BETWEEN,
        /** In a block that is stored as it is. */
        STORED,
        /** In a compressed block. */
        HUFFMAN,
        /** After the last block. */
        FINISHED
    }

    private final BitInput in;
    private final Window out;
    private final CodeLengths codeLengths = new CodeLengths();
    private final HuffmanBlock block;
    private State state = State.FINISHED;
    private boolean last;

    /** How many bytes of a stored block are left. */
    private int stored;

    DeflateBlocks(BitInput in, Window out) {
        this.in = in;
        this.out = out;
        this.block = new HuffmanBlock(in, out);
    }

    /** What comes next is a block, the first one or another. */
    void begin() {
        state = State.BETWEEN;
    }

    /** Whether another block comes next. */
    boolean isBetween() {
        return state == State.BETWEEN;
    }

    /** Whether the last block has ended. */
    boolean isFinished() {
        return state == State.FINISHED;
    }

    /** Decodes until the window is full or a block ends. */
    void decode() throws IOException {
        if (state == State.BETWEEN) {
            readHead();
        }
        if (state == State.STORED ? copyStored() : block.decode()) {
            state = last ? State.FINISHED : State.BETWEEN;
        }
    }

    private void readHead() throws IOException {
        last = in.take(1) == 1; // BFINAL
        int type = (int) in.take(2); // BTYPE
        switch (type) {
            case 0 -> readStoredHead();
            case 1 -> block.beginFixed();
            case 2 -> codeLengths.read(in, block);
            default ->
                throw GzipException.damaged(String.format(
                        Locale.ROOT,
                        "its gzip data is invalid near byte %,d, where a block was expected",
                        in.byteOffset()));
        }
        state = type == 0 ? State.STORED : State.HUFFMAN;
    }

    /** RFC 1951, section 3.2.4: the length comes twice, the second time with all bits turned round. */
    private void readStoredHead() throws IOException {
        in.align();
        int length = (int) in.take(16); // LEN
        int check = (int) in.take(16); // NLEN
        in.align();
        if ((length ^ check) != 0xFFFF) {
            throw GzipException.damaged(String.format(
                    Locale.ROOT,
                    "its gzip data is invalid near byte %,d, in the head of a stored block",
                    in.byteOffset()));
        }
        stored = length;
    }

    /** Copies until the block ends or the window is full; whether the block has ended. */
    private boolean copyStored() throws IOException {
        while (stored > 0 && !out.full()) {
            int copied = in.takeBytes(out.bytes, out.write, Math.min(stored, Window.CAPACITY - out.write));
            out.write += copied;
            stored -= copied;
        }
        return stored == 0;
    }
}
