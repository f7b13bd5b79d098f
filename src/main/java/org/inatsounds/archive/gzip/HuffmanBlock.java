package org.inatsounds.archive.gzip;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

/**
 * The data of a compressed block: literals and matches (RFC 1951, section 3.2.3).
 *
 * <p>It is decoded twice over. {@link #decodeFast} knows the plain cases only, never looks whether input or output have
 * room, and stops at anything else without having touched it. {@link #decodeOne} takes it from there: one symbol, every
 * bit accounted for, and every fault named.
 */
final class HuffmanBlock {

    /**
     * Bits of the first table for literals and lengths: enough for nearly every code, and few enough for the table to be
     * made quickly and stay in the first level cache.
     */
    private static final int LITERAL_BITS = 10;

    private static final int DISTANCE_BITS = 8;

    private static final int LITERAL_MASK = (1 << LITERAL_BITS) - 1;

    /** A round of the fast loop loads eight bytes three times, and moves on by seven at most after each. */
    private static final int ROUND = 3 * Long.BYTES;

    /** Bytes that must be there for the fast loop to be worth while: seven are loaded before its first round. */
    private static final int ENOUGH = ROUND + Long.BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int[] LITERALS = Symbols.literals();
    private static final int[] DISTANCES = Symbols.distances();
    private static final PrefixCode FIXED_LITERALS = fixedLiterals();
    private static final PrefixCode FIXED_DISTANCES = fixedDistances();

    private final BitInput in;
    private final Window out;
    private final PrefixCode ownLiterals = new PrefixCode(LITERAL_BITS, LITERALS);
    private final PrefixCode ownDistances = new PrefixCode(DISTANCE_BITS, DISTANCES);
    private PrefixCode literals = FIXED_LITERALS;
    private PrefixCode distances = FIXED_DISTANCES;

    HuffmanBlock(BitInput in, Window out) {
        this.in = in;
        this.out = out;
    }

    /** Begins a block with the codes that RFC 1951 has itself, in section 3.2.6. */
    void beginFixed() {
        literals = FIXED_LITERALS;
        distances = FIXED_DISTANCES;
    }

    /**
     * Begins a block with codes of its own.
     *
     * @param lengths of the codes: first those of literals and lengths, then those of distances
     * @return false if there are no such codes
     */
    boolean beginDynamic(byte[] lengths, int literalCount, int distanceCount) {
        literals = ownLiterals;
        distances = ownDistances;
        return ownLiterals.build(lengths, 0, literalCount) && ownDistances.build(lengths, literalCount, distanceCount);
    }

    /**
     * Decodes until the block ends or the window is full.
     *
     * @return whether the block has ended
     */
    boolean decode() throws IOException {
        while (!out.full()) {
            if (in.has(ENOUGH)) {
                decodeFast();
                if (out.full() || in.end - (in.position >>> 3) < ENOUGH) {
                    continue;
                }
            }
            if (!decodeOne()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Decodes literals and matches while enough bytes are in the buffer and the window is not full. Stops before the end of
     * the block, and before anything wrong.
     *
     * <p>{@code bits} holds the next {@code count} bits; the byte at {@code next} follows them. Above them are bits of that
     * byte and those after it, so to put these in again changes nothing. Of {@code count} only the lowest six bits count:
     * so a whole entry can be subtracted.
     *
     * <p>From one entry to the next the processor has to shift, mask and load, eight or so cycles. All else is kept off that
     * path: an entry is looked up in the bits that are left, before more are loaded.
     */
    private void decodeFast() {
        byte[] source = in.buffer;
        byte[] target = out.bytes;
        int[] first = literals.table;
        int last = in.end - ROUND;
        int next = (in.position >>> 3) + 7;
        int count = 56 - (in.position & 7);
        int at = out.write;
        long bits = BitInput.peek(source, in.position);
        int entry = first[(int) bits & LITERAL_MASK];
        while (next <= last && at < Window.CAPACITY) {
            bits |= (long) LONG.get(source, next) << count;
            next += 7 - (count >>> 3 & 7);
            count |= 56;
            if (entry < 0) {
                // Written out, as a loop would cost. 56 bits are enough for five entries of the first table.
                target[at++] = (byte) (entry >>> PrefixCode.VALUE);
                count -= entry;
                entry = first[(int) (bits >>>= entry) & LITERAL_MASK];
                if (entry < 0) {
                    target[at++] = (byte) (entry >>> PrefixCode.VALUE);
                    count -= entry;
                    entry = first[(int) (bits >>>= entry) & LITERAL_MASK];
                    if (entry < 0) {
                        target[at++] = (byte) (entry >>> PrefixCode.VALUE);
                        count -= entry;
                        entry = first[(int) (bits >>>= entry) & LITERAL_MASK];
                        if (entry < 0) {
                            target[at++] = (byte) (entry >>> PrefixCode.VALUE);
                            count -= entry;
                            entry = first[(int) (bits >>>= entry) & LITERAL_MASK];
                            continue;
                        }
                    }
                }
                bits |= (long) LONG.get(source, next) << count;
                next += 7 - (count >>> 3 & 7);
                count |= 56;
            }
            if (PrefixCode.leads(entry)) {
                entry = first[PrefixCode.follow(entry, bits >>> LITERAL_BITS)];
                continue;
            }
            // A length and its extra bits take 20 bits at most, a distance 28.
            long beyond = bits >>> entry;
            int back = distances.find(beyond);
            int distance = value(back, beyond);
            if (((entry | back) & PrefixCode.SPECIAL) != 0 || distance > at - out.floor) {
                break;
            }
            at = Window.copy(target, at, distance, value(entry, bits));
            bits = beyond >>> back;
            count -= entry + back;
            bits |= (long) LONG.get(source, next) << count;
            next += 7 - (count >>> 3 & 7);
            count |= 56;
            entry = first[(int) bits & LITERAL_MASK];
        }
        in.position = (next << 3) - (count & 0x3F);
        out.write = at;
    }

    /** A length or distance: its base, and the extra bits that follow its code. */
    private static int value(int entry, long bits) {
        return Symbols.base(entry) + (int) ((bits & ~(-1L << entry)) >>> (entry >>> Byte.SIZE));
    }

    /** Decodes a literal or match; false at the end of the block. */
    private boolean decodeOne() throws IOException {
        int entry = next(literals);
        if (entry < 0) {
            out.bytes[out.write++] = (byte) (entry >>> PrefixCode.VALUE);
            return true;
        }
        if ((entry & PrefixCode.END_OF_BLOCK) == PrefixCode.END_OF_BLOCK) {
            return false;
        }
        if ((entry & PrefixCode.SPECIAL) != 0) {
            throw damaged("a literal or length");
        }
        int length = Symbols.base(entry) + (int) in.take(Symbols.extra(entry));
        int back = next(distances);
        if ((back & PrefixCode.SPECIAL) != 0) {
            throw damaged("a distance");
        }
        int distance = Symbols.base(back) + (int) in.take(Symbols.extra(back));
        if (distance > out.write - out.floor) {
            throw GzipException.damaged(String.format(
                    Locale.ROOT,
                    "its gzip data near byte %,d goes back %,d bytes, to before its beginning",
                    in.byteOffset(),
                    distance));
        }
        out.write = Window.copy(out.bytes, out.write, distance, length);
        return true;
    }

    /** Takes a code, without its extra bits. */
    private int next(PrefixCode code) throws IOException {
        int entry = code.find(in.peek());
        in.take(Symbols.codeLength(entry));
        return entry;
    }

    private GzipException damaged(String expected) {
        return GzipException.damaged(String.format(
                Locale.ROOT,
                "its gzip data is invalid near byte %,d, where %s was expected",
                in.byteOffset(),
                expected));
    }

    private static PrefixCode fixedLiterals() {
        byte[] lengths = new byte[Symbols.LITERALS];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        PrefixCode code = new PrefixCode(LITERAL_BITS, LITERALS);
        code.build(lengths, 0, lengths.length);
        return code;
    }

    private static PrefixCode fixedDistances() {
        byte[] lengths = new byte[Symbols.DISTANCES];
        Arrays.fill(lengths, (byte) 5);
        PrefixCode code = new PrefixCode(DISTANCE_BITS, DISTANCES);
        code.build(lengths, 0, lengths.length);
        return code;
    }
}
