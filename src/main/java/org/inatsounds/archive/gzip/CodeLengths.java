package org.inatsounds.archive.gzip;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The head of a block with codes of its own: the lengths of these codes, themselves compressed (RFC 1951, section 3.2.7).
 */
final class CodeLengths {

    /** The order in which the lengths of the lengths' own codes come. */
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private static final int BITS = 7;
    private static final int REPEAT = 16;
    private static final int FEW_ZEROS = 17;
    private static final int MANY_ZEROS = 18;

    /** More are not given a meaning in section 3.2.5. */
    private static final int MOST_LITERALS = 286;

    private static final int MOST_DISTANCES = 30;

    private final PrefixCode code = new PrefixCode(BITS, Symbols.lengths());
    private final byte[] own = new byte[ORDER.length];
    private final byte[] lengths = new byte[MOST_LITERALS + MOST_DISTANCES];

    /** Reads the head and begins the block. */
    void read(BitInput in, HuffmanBlock block) throws IOException {
        int literals = (int) in.take(5) + 257; // HLIT
        int distances = (int) in.take(5) + 1; // HDIST
        int given = (int) in.take(4) + 4; // HCLEN
        if (literals > MOST_LITERALS || distances > MOST_DISTANCES) {
            throw damaged(in);
        }
        Arrays.fill(own, (byte) 0);
        for (int i = 0; i < given; i++) {
            own[ORDER[i]] = (byte) in.take(3);
        }
        if (!code.build(own, 0, own.length)) {
            throw damaged(in);
        }
        readLengths(in, literals + distances);
        // No end in sight, or lengths that make no code.
        if (lengths[Symbols.END_OF_BLOCK] == 0 || !block.beginDynamic(lengths, literals, distances)) {
            throw damaged(in);
        }
    }

    /** Reads the lengths of both codes: they are one sequence, and a repetition may run from one into the other. */
    private void readLengths(BitInput in, int wanted) throws IOException {
        int done = 0;
        while (done < wanted) {
            int entry = code.find(in.peek());
            in.take(Symbols.codeLength(entry));
            if ((entry & PrefixCode.SPECIAL) != 0) {
                throw damaged(in);
            }
            int symbol = Symbols.base(entry);
            if (symbol < REPEAT) {
                lengths[done++] = (byte) symbol;
                continue;
            }
            int times = times(in, symbol);
            if (times > wanted - done || (symbol == REPEAT && done == 0)) {
                throw damaged(in);
            }
            byte repeated = symbol == REPEAT ? lengths[done - 1] : 0;
            Arrays.fill(lengths, done, done + times, repeated);
            done += times;
        }
    }

    private static int times(BitInput in, int symbol) throws IOException {
        return switch (symbol) {
            case REPEAT -> 3 + (int) in.take(2);
            case FEW_ZEROS -> 3 + (int) in.take(3);
            case MANY_ZEROS -> 11 + (int) in.take(7);
            default -> throw new IllegalArgumentException("no repetition: " + symbol);
        };
    }

    private static GzipException damaged(BitInput in) {
        return GzipException.damaged(String.format(
                Locale.ROOT, "its gzip data is invalid near byte %,d, in the head of a block", in.byteOffset()));
    }
}
