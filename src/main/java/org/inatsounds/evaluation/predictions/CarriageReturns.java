package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A text whose lines end with a carriage return alone, as Excel for Mac writes it, read as if they ended with a line feed. Those
 * that a line feed follows stay: LF and CRLF may stand beside them.
 */
final class CarriageReturns implements Content {

    private static final int READ_AT_ONCE = 1 << 16;

    private final Content content;

    private CarriageReturns(Content content) {
        this.content = content;
    }

    /** The text itself, or this way of reading it, as the first line ends. */
    static Content where(Content content) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(READ_AT_ONCE);
        boolean quoted = false;
        for (long at = 0; at < Math.min(content.size(), LineBlock.MAX_LINE); at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(READ_AT_ONCE, content.size() - at));
            content.read(at, buffer);
            buffer.flip();
            for (int i = 0; i < buffer.limit(); i++) {
                byte b = buffer.get(i);
                quoted ^= b == '"';
                if (b == '\n') {
                    return content;
                }
                if (b == '\r' && !quoted) {
                    boolean alone = isAlone(content, at + i);
                    return alone ? new CarriageReturns(content) : content;
                }
            }
        }
        return content;
    }

    private static boolean isAlone(Content content, long at) throws IOException {
        if (at + 1 >= content.size()) {
            return true;
        }
        ByteBuffer next = ByteBuffer.allocate(1);
        content.read(at + 1, next);
        return next.get(0) != '\n';
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public void read(long position, ByteBuffer buffer) throws IOException {
        int from = buffer.position();
        content.read(position, buffer);
        int last = buffer.position() - 1;
        for (int i = from; i < last; i++) {
            if (buffer.get(i) == '\r' && buffer.get(i + 1) != '\n') {
                buffer.put(i, (byte) '\n');
            }
        }
        if (last >= from && buffer.get(last) == '\r' && isAlone(content, position + last - from)) {
            buffer.put(last, (byte) '\n');
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
