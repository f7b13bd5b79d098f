package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The whole lines of one piece of a text file, in a buffer that is used again. A piece is a range of bytes; the lines that
 * begin in it belong to it.
 */
public final class LineBlock {

    /** A line longer than this is not one of a table: a hundred thousand columns have room in it. */
    public static final int MAX_LINE = 1 << 24;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWS = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long NEWLINES = '\n' * LOWS;

    /** Read beyond the end of a piece at once: most often the rest of its last line is in there. */
    private static final int BEYOND = 1 << 15;

    private final Content content;
    private final long delimiters;
    private byte[] bytes;
    private int start;
    private int end;
    private boolean unterminated;
    private boolean tooLong;

    /**
     * Makes a block without lines.
     *
     * @param delimiter between the fields of a line
     */
    LineBlock(Content content, byte delimiter) {
        this.content = content;
        this.delimiters = delimiter * LOWS;
        this.bytes = new byte[0];
    }

    /**
     * Loads the lines that begin in a range of the file.
     *
     * @param from the first byte
     * @param to behind the last
     * @param atLine whether a line is known to begin at {@code from}
     */
    void load(long from, long to, boolean atLine) throws IOException {
        unterminated = false;
        tooLong = false;
        long size = content.size();
        long origin = atLine ? from : from - 1;
        int piece = (int) (to - origin);
        int loaded = (int) Math.min(piece + BEYOND, size - origin);
        read(origin, 0, loaded);
        start = atLine ? 0 : endOfLine(0, loaded) + 1;
        if (start >= piece) {
            start = 0;
            end = 0;
            return;
        }
        // The line of the piece's last byte is the last one.
        int last = endOfLine(piece - 1, loaded);
        while (last == loaded && origin + loaded < size) {
            int most = (int) Math.min(MAX_LINE - (loaded - piece), size - origin - loaded);
            if (most <= 0) {
                endBeforeLastLine(piece);
                return;
            }
            int more = Math.min(Math.max(BEYOND, loaded / 2), most);
            read(origin + loaded, loaded, more);
            loaded += more;
            last = endOfLine(last, loaded);
        }
        // The file's last line need not end with a line end: here it does.
        unterminated = last == loaded;
        bytes[last] = '\n';
        end = last + 1;
    }

    /** Leaves out the piece's last line, which is too long. */
    private void endBeforeLastLine(int piece) {
        end = piece - 1;
        while (end > start && bytes[end - 1] != '\n') {
            end--;
        }
        tooLong = true;
    }

    private void read(long position, int at, int count) throws IOException {
        if (bytes.length < at + count + 1 + Decimals.PADDING) {
            bytes = Arrays.copyOf(bytes, at + count + 1 + Decimals.PADDING);
        }
        content.read(position, ByteBuffer.wrap(bytes, at, count));
    }

    private int endOfLine(int from, int limit) {
        int p = from;
        while (p < limit && bytes[p] != '\n') {
            p++;
        }
        return p;
    }

    /** The buffer. Behind the last line there are {@link Decimals#PADDING} bytes more. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the first line begins. */
    int start() {
        return start;
    }

    /** Behind the last line. The byte before it is a line end. */
    int end() {
        return end;
    }

    /** Whether the last line is the file's last, and the file does not end with a line end. */
    boolean unterminated() {
        return unterminated;
    }

    /** Whether a line that is longer than {@link #MAX_LINE} follows the last line, and was left out. */
    boolean tooLong() {
        return tooLong;
    }

    /** The first line end at or after a position within the block. */
    int lineEnd(int from) {
        byte[] b = bytes;
        int p = from;
        while (!hasZero((long) LONG.get(b, p) ^ NEWLINES)) {
            p += Long.BYTES;
        }
        while (b[p] != '\n') {
            p++;
        }
        return p;
    }

    /** The first delimiter or line end at or after a position within the block. */
    int fieldEnd(int from) {
        byte[] b = bytes;
        byte delimiter = (byte) delimiters;
        int p = from;
        while (b[p] != delimiter && b[p] != '\n') {
            p++;
        }
        return p;
    }

    /**
     * Skips fields.
     *
     * @param from where the first one begins
     * @param count how many
     * @return behind the delimiter that ends the last one; -1 when the line ends before
     */
    int skipFields(int from, int count) {
        byte[] b = bytes;
        int p = from;
        int left = count;
        while (true) {
            long word = (long) LONG.get(b, p);
            int found = Long.bitCount(zeros(word ^ delimiters));
            if (found >= left || hasZero(word ^ NEWLINES)) {
                break;
            }
            left -= found;
            p += Long.BYTES;
        }
        byte delimiter = (byte) delimiters;
        while (left > 0) {
            byte c = b[p++];
            if (c == '\n') {
                return -1;
            }
            left -= c == delimiter ? 1 : 0;
        }
        return p;
    }

    private static boolean hasZero(long word) {
        return (word - LOWS & ~word & HIGHS) != 0;
    }

    /** The high bit of each byte that is zero. */
    private static long zeros(long word) {
        return ~((word & ~HIGHS) + ~HIGHS | word) & HIGHS;
    }
}
