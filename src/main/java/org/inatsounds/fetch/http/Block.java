package org.inatsounds.fetch.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A piece of an object in memory. One thread fills it, then another one reads it. */
final class Block implements Target {

    private final byte[] bytes;
    private final long start;
    private final int length;
    private boolean complete;

    /** @param bytes to be filled, from the first one on; may be longer than what is brought */
    Block(long start, int length, byte[] bytes) {
        this.start = start;
        this.length = length;
        this.bytes = bytes;
    }

    long start() {
        return start;
    }

    long end() {
        return start + length;
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isComplete() {
        return complete;
    }

    void complete() {
        complete = true;
    }

    @Override
    public void write(ByteBuffer from, long position) {
        int count = from.remaining();
        from.get(bytes, Math.toIntExact(position - start), count);
    }

    @Override
    public void finished(long from, long to) {
        // Who asked for the block knows how far it got.
    }

    @Override
    public RuntimeException failed(IOException e) {
        return new IllegalStateException("memory can always be written to", e);
    }
}
