package org.inatsounds.archive.gzip;

import java.util.Arrays;

/**
 * A Huffman code as lookup tables (RFC 1951, section 3.2.2): the next bits of the input are the index of an entry that
 * says which symbol they begin with, and how many of them it takes.
 *
 * <p>The first table takes {@code bits} bits. The few codes that are longer have an entry that leads to a second table,
 * for all bits up to the longest code. Both are in one array.
 *
 * <p>An entry is an int; {@link Symbols} makes its upper half:
 *
 * <pre>
 *                      31     30 … 16            15 14   13 … 8        7 … 0
 * literal              1      the byte           0  0    code length   code length
 * length, distance     0      base               0  0    code length   code length + extra bits
 * end of block         0      0                  1  1    code length   code length
 * no such symbol       0      0                  1  0    code length   code length
 * second table         0      1, where it begins 1  0    its bits      0
 * </pre>
 *
 * <p>Java shifts a long by the lowest six bits of the distance: so the entry itself is the distance that takes its bits.
 */
final class PrefixCode {

    /** Bits of the longest code: RFC 1951, sections 3.2.2 and 3.2.7. */
    static final int LONGEST = 15;

    static final int LITERAL = 1 << 31;

    /** From which bit on a literal or base is. */
    static final int VALUE = 16;

    /** How many bits of the input an entry takes, with extra bits. */
    static final int TAKEN = 0xFF;

    /** Neither literal nor length nor distance. */
    static final int SPECIAL = 1 << 15;

    static final int END_OF_BLOCK = SPECIAL | 1 << 14;
    static final int NO_SYMBOL = SPECIAL;

    private static final int SECOND_TABLE = SPECIAL | 1 << 30;

    /** Entries that lead to a second table have these bits and no others of this mask. */
    private static final int SECOND_TABLE_MASK = LITERAL | SECOND_TABLE;

    /** Puts a code's length into both its places. */
    private static final int LENGTH = 0x101;

    final int[] table;
    private final int bits;
    private final int[] templates;
    private final short[] sorted;
    private final int[] counts = new int[LONGEST + 1];
    private final int[] starts = new int[LONGEST + 1];

    /**
     * Room for a code.
     *
     * @param bits of the first table, 1 to 15
     * @param templates the entry of each symbol, without the length of its code
     */
    PrefixCode(int bits, int[] templates) {
        this.bits = bits;
        this.templates = templates;
        // A second table has at least two codes.
        this.table = new int[(1 << bits) + templates.length / 2 * (1 << (LONGEST - bits))];
        this.sorted = new short[templates.length];
    }

    /**
     * Makes the tables.
     *
     * @param lengths how many bits the code of each symbol has, 0 if the symbol is not used
     * @param from where in {@code lengths} the first symbol is
     * @param symbols how many there are
     * @return false if there is no such code: lengths that ask for more codes than there are, or leave some unused. A
     *     single code of one bit is fine, and none at all: RFC 1951, section 3.2.7, has both for distances
     */
    boolean build(byte[] lengths, int from, int symbols) {
        int longest = count(lengths, from, symbols);
        if (longest < 0) {
            return false;
        }
        sort(lengths, from, symbols);
        table[0] = NO_SYMBOL | LENGTH;
        int used = 1 << bits;
        int code = 0;
        int done = 0;
        for (int length = 1; length <= Math.max(longest, bits); length++) {
            code <<= 1;
            if (length <= bits) {
                // What is known of one bit less holds whatever the new bit is.
                System.arraycopy(table, 0, table, 1 << (length - 1), 1 << (length - 1));
            }
            for (int i = counts[length]; i > 0; i--) {
                int entry = templates[sorted[done++]] + length * LENGTH;
                // RFC 1951, section 3.1.1: codes come highest bit first.
                int index = Integer.reverse(code++) >>> (Integer.SIZE - length);
                if (length <= bits) {
                    table[index] = entry;
                } else {
                    used = second(index, length, longest, entry, used);
                }
            }
        }
        return true;
    }

    /** The entry of the symbol that the lowest bits of {@code next} begin with. */
    int find(long next) {
        int entry = table[(int) next & ~(-1 << bits)];
        return leads(entry) ? table[follow(entry, next >>> bits)] : entry;
    }

    /** Whether an entry of the first table leads to a second one. */
    static boolean leads(int entry) {
        return (entry & SECOND_TABLE_MASK) == SECOND_TABLE;
    }

    /** The index that an entry leads to, by the bits after those of the first table. */
    static int follow(int entry, long next) {
        return (entry >>> VALUE & 0x3FFF) + ((int) next & ~(-1 << (entry >>> Byte.SIZE)));
    }

    /** Counts the codes of each length; the longest length, or -1 if there is no such code. */
    private int count(byte[] lengths, int from, int symbols) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < symbols; i++) {
            counts[lengths[from + i]]++;
        }
        int longest = LONGEST;
        while (longest > 0 && counts[longest] == 0) {
            longest--;
        }
        int free = 1; // Codes of this length that don't begin with a shorter one.
        for (int length = 1; length <= longest; length++) {
            free = 2 * free - counts[length];
            if (free < 0) {
                return -1;
            }
        }
        return free > 0 && longest > 1 ? -1 : longest;
    }

    /** Orders the symbols by length of code, then number: RFC 1951, section 3.2.2. */
    private void sort(byte[] lengths, int from, int symbols) {
        starts[1] = 0;
        for (int length = 1; length < LONGEST; length++) {
            starts[length + 1] = starts[length] + counts[length];
        }
        for (int symbol = 0; symbol < symbols; symbol++) {
            int length = lengths[from + symbol];
            if (length > 0) {
                sorted[starts[length]++] = (short) symbol;
            }
        }
    }

    /** Enters a code that is too long for the first table; how much of the array is used then. */
    private int second(int index, int length, int longest, int entry, int used) {
        int head = index & ~(-1 << bits);
        int size = 1 << (longest - bits);
        boolean make = !leads(table[head]);
        int position = make ? used : table[head] >>> VALUE & 0x3FFF;
        if (make) {
            table[head] = SECOND_TABLE | used << VALUE | (longest - bits) << Byte.SIZE;
        }
        for (int i = index >>> bits; i < size; i += 1 << (length - bits)) {
            table[position + i] = entry;
        }
        return make ? used + size : used;
    }
}
