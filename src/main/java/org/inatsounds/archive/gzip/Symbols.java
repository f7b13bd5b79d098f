package org.inatsounds.archive.gzip;

/**
 * What the symbols of a compressed block mean: RFC 1951, section 3.2.5, as entries for {@link PrefixCode} without the
 * lengths of their codes.
 */
final class Symbols {

    /** Literals and lengths: those of RFC 1951 have 286, and two more that only complete the fixed code. */
    static final int LITERALS = 288;

    /** Distances: 30, and two more that only complete the fixed code. */
    static final int DISTANCES = 32;

    static final int END_OF_BLOCK = 256;
    static final int LONGEST_MATCH = 258;

    private Symbols() {}

    /** 0 to 255 are bytes, 256 ends the block, 257 to 285 are lengths of matches. */
    static int[] literals() {
        int[] entries = new int[LITERALS];
        for (int symbol = 0; symbol < END_OF_BLOCK; symbol++) {
            entries[symbol] = PrefixCode.LITERAL | symbol << PrefixCode.VALUE;
        }
        entries[END_OF_BLOCK] = PrefixCode.END_OF_BLOCK;
        int base = 3;
        for (int i = 0; i < 28; i++) {
            int extra = i < 8 ? 0 : i / 4 - 1;
            entries[257 + i] = base << PrefixCode.VALUE | extra;
            base += 1 << extra;
        }
        entries[285] = LONGEST_MATCH << PrefixCode.VALUE; // 284 with all its extra bits set would be the same.
        entries[286] = PrefixCode.NO_SYMBOL;
        entries[287] = PrefixCode.NO_SYMBOL;
        return entries;
    }

    /** How far back a match is: 1 to 32,768. */
    static int[] distances() {
        int[] entries = new int[DISTANCES];
        int base = 1;
        for (int symbol = 0; symbol < 30; symbol++) {
            int extra = symbol < 4 ? 0 : symbol / 2 - 1;
            entries[symbol] = base << PrefixCode.VALUE | extra;
            base += 1 << extra;
        }
        entries[30] = PrefixCode.NO_SYMBOL;
        entries[31] = PrefixCode.NO_SYMBOL;
        return entries;
    }

    /** The alphabet in which the lengths of a block's codes are written: RFC 1951, section 3.2.7. */
    static int[] lengths() {
        int[] entries = new int[19];
        for (int symbol = 0; symbol < entries.length; symbol++) {
            entries[symbol] = symbol << PrefixCode.VALUE;
        }
        return entries;
    }

    /** The base of a length or distance, without its extra bits; the symbol itself in the alphabet of lengths. */
    static int base(int entry) {
        return entry >>> PrefixCode.VALUE;
    }

    /** How many extra bits follow the code. */
    static int extra(int entry) {
        return (entry & PrefixCode.TAKEN) - codeLength(entry);
    }

    /** How many bits the code itself takes. */
    static int codeLength(int entry) {
        return entry >>> Byte.SIZE & 0x3F;
    }
}
