package org.inatsounds.archive.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * What was decoded: the last 32 KiB, which matches reach back into (RFC 1951, section 2), and after it what the reader has
 * not taken yet.
 *
 * <p>The fields are open to {@link HuffmanBlock}, whose fast loop works on copies of them.
 */
final class Window {

    /** How far back a match may reach. */
    static final int HISTORY = 1 << 15;

    /** Where decoding pauses. With the history, it should stay within a second level cache. */
    static final int CAPACITY = HISTORY + (1 << 16);

    /** Decoding may go this far beyond its pause: literals, a match, and what a match's copy touches beyond its end. */
    private static final int SLACK = 16 + Symbols.LONGEST_MATCH + 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    final byte[] bytes = new byte[CAPACITY + SLACK];

    /** Where the next byte goes. */
    int write;

    /** Where the current gzip member begins, or the first byte that is kept of it: no match may reach beyond. */
    int floor;

    private int read;

    /** Where {@code bytes[0]} is in the whole output. */
    private long base;

    /**
     * Begins in the middle of an output.
     *
     * @param position of what is decoded next, in the whole output
     * @param history what came before in this gzip member, at most 32 KiB
     */
    Window(long position, byte[] history) {
        System.arraycopy(history, 0, bytes, 0, history.length);
        write = history.length;
        read = write;
        base = position - write;
    }

    /** Where the next byte goes in the whole output. */
    long position() {
        return base + write;
    }

    boolean full() {
        return write >= CAPACITY;
    }

    /** How many bytes the reader has not taken yet. */
    int pending() {
        return write - read;
    }

    /** Makes room, when the reader has taken everything. */
    void slide() {
        int gone = write - HISTORY;
        if (full() && pending() == 0) {
            System.arraycopy(bytes, gone, bytes, 0, HISTORY);
            write = HISTORY;
            read = HISTORY;
            floor = Math.max(0, floor - gone);
            base += gone;
        }
    }

    /** Forgets the history: matches don't reach into another gzip member. */
    void beginMember() {
        floor = write;
    }

    /** What matches can reach back to, at most 32 KiB. */
    byte[] history() {
        return Arrays.copyOfRange(bytes, Math.max(floor, write - HISTORY), write);
    }

    /** Adds what was decoded since a position in the whole output to a checksum. */
    void sum(CRC32 sum, long since) {
        int from = (int) (since - base);
        sum.update(bytes, from, write - from);
    }

    /** Hands out what is pending; how many bytes. */
    int take(byte[] into, int at, int length) {
        int taken = Math.min(length, pending());
        System.arraycopy(bytes, read, into, at, taken);
        read += taken;
        return taken;
    }

    /**
     * Copies a match. Source and target may overlap: then what is copied is copied again (RFC 1951, section 3.2.3). Eight
     * bytes go at once; up to eight beyond the end are changed.
     *
     * @param at where the match goes
     * @param distance how far back it is, 1 to 32,768
     * @param length 3 to 258
     * @return where the match ends
     */
    static int copy(byte[] bytes, int at, int distance, int length) {
        int to = at;
        int end = at + length;
        int step = distance;
        if (distance < Long.BYTES) {
            // What repeats every 3 bytes repeats every 9, and those are more than eight.
            step = (Long.BYTES - 1 + distance) / distance * distance;
            int stop = Math.min(end, at + step - distance);
            while (to < stop) {
                bytes[to] = bytes[to - distance];
                to++;
            }
            if (to == end) {
                return end;
            }
        }
        LONG.set(bytes, to, (long) LONG.get(bytes, to - step));
        if (end - to > Long.BYTES) {
            copyRest(bytes, to + Long.BYTES, end, step);
        }
        return end;
    }

    private static void copyRest(byte[] bytes, int at, int end, int step) {
        for (int to = at; to < end; to += Long.BYTES) {
            LONG.set(bytes, to, (long) LONG.get(bytes, to - step));
        }
    }
}
