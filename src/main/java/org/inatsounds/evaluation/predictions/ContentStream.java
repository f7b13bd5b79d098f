package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.inatsounds.internal.BlockStream;

/** A part of a {@link Content}, from its first byte to its last. Closing it closes nothing. */
final class ContentStream extends BlockStream {

    private final Content content;
    private final long end;
    private long at;

    ContentStream(Content content, long from, long size) {
        this.content = content;
        this.at = from;
        this.end = from + size;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        if (at == end) {
            return count == 0 ? 0 : -1;
        }
        int read = (int) Math.min(count, end - at);
        content.read(at, ByteBuffer.wrap(into, from, read));
        at += read;
        return read;
    }
}
