package org.inatsounds.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/**
 * MD5 (RFC 1321) that can be stopped and taken up again: its whole state is a {@link State}.
 *
 * <p>{@code MessageDigest} can't be taken up in another process. It is a little quicker: use it where nothing is to be kept.
 *
 * <p>Not for several threads at once.
 */
public final class Md5 {

    private static final int BLOCK = Md5Words.BLOCK;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /**
     * What is known after some bytes. Immutable.
     *
     * <p>As a text it is the four words, the length and the bytes of a block not yet complete, with colons between them, for
     * a journal: {@code 67452301:efcdab89:98badcfe:10325476:3:616263}.
     */
    public static final class State {

        private final int a;
        private final int b;
        private final int c;
        private final int d;
        private final long length;
        private final byte[] partial;

        private State(int a, int b, int c, int d, long length, byte[] partial) {
            this.a = a;
            this.b = b;
            this.c = c;
            this.d = d;
            this.length = length;
            this.partial = partial;
        }

        /** How many bytes it is over. */
        public long length() {
            return length;
        }

        /**
         * Reads what {@link #toString} wrote.
         *
         * @throws IllegalArgumentException if the text is no state
         */
        public static State parse(String text) {
            String[] part = text.split(":", -1);
            if (part.length != 6) {
                throw new IllegalArgumentException("expected 6 parts of an MD5 state, got " + part.length);
            }
            long length = Long.parseLong(part[4]);
            byte[] partial = HexFormat.of().parseHex(part[5]);
            if (length < 0 || partial.length != length % BLOCK) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "expected %d bytes after the last block of %d, got %d",
                        length % BLOCK,
                        length,
                        partial.length));
            }
            return new State(word(part[0]), word(part[1]), word(part[2]), word(part[3]), length, partial);
        }

        private static int word(String hex) {
            if (hex.length() != 2 * Integer.BYTES) {
                throw new IllegalArgumentException("expected 8 hexadecimal digits, got '" + hex + "'");
            }
            return HexFormat.fromHexDigits(hex);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof State other && toString().equals(other.toString());
        }

        @Override
        public int hashCode() {
            return Objects.hash(a, b, c, d, length);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%08x:%08x:%08x:%08x:%d:%s",
                    a,
                    b,
                    c,
                    d,
                    length,
                    HexFormat.of().formatHex(partial));
        }
    }

    private final Md5Words words = new Md5Words();
    private long length;
    private final byte[] partial = new byte[BLOCK];

    /** Begins with nothing. */
    public Md5() {}

    /** Goes on from what is known. */
    public Md5(State state) {
        words.a = state.a;
        words.b = state.b;
        words.c = state.c;
        words.d = state.d;
        length = state.length;
        System.arraycopy(state.partial, 0, partial, 0, state.partial.length);
    }

    /** What is known now. */
    public State state() {
        return new State(words.a, words.b, words.c, words.d, length, Arrays.copyOf(partial, (int) (length % BLOCK)));
    }

    /** Adds bytes. */
    public void update(byte[] bytes, int from, int count) {
        Objects.checkFromIndexSize(from, count, bytes.length);
        int next = from;
        int end = from + count;
        int held = (int) (length % BLOCK);
        length += count;
        if (held > 0) {
            int added = Math.min(count, BLOCK - held);
            System.arraycopy(bytes, next, partial, held, added);
            next += added;
            if (held + added < BLOCK) {
                return;
            }
            words.mix(partial, 0);
        }
        for (; next <= end - BLOCK; next += BLOCK) {
            words.mix(bytes, next);
        }
        System.arraycopy(bytes, next, partial, 0, end - next);
    }

    /** The MD5 of all that was added, 32 hexadecimal digits. More may be added after it. */
    public String hex() {
        Md5 copy = new Md5(state());
        int held = (int) (length % BLOCK);
        // RFC 1321, sections 3.1 and 3.2: a one, zeros, and the length in bits.
        byte[] padding = new byte[(held < BLOCK - Long.BYTES ? BLOCK : 2 * BLOCK) - held];
        padding[0] = (byte) 0x80;
        LONG.set(padding, padding.length - Long.BYTES, length << 3);
        copy.update(padding, 0, padding.length);
        byte[] digest = new byte[4 * Integer.BYTES];
        INT.set(digest, 0, copy.words.a);
        INT.set(digest, 4, copy.words.b);
        INT.set(digest, 8, copy.words.c);
        INT.set(digest, 12, copy.words.d);
        return HexFormat.of().formatHex(digest);
    }
}
