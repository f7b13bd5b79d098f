package org.inatsounds.archive.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The two tables of RFC 1951, section 3.2.5, as they stand there. */
final class SymbolsTest {

    /** Of symbols 257 to 285. */
    private static final int[] LENGTHS = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };

    private static final int[] LENGTH_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };

    private static final int[] DISTANCES = {
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12_289, 16_385, 24_577
    };

    private static final int[] DISTANCE_BITS = {
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
    };

    @Test
    void literalsAndLengths() {
        int[] entries = Symbols.literals();
        assertThat(entries).hasSize(288).endsWith(PrefixCode.NO_SYMBOL, PrefixCode.NO_SYMBOL);
        assertThat(IntStream.range(0, 256).map(i -> entries[i]))
                .containsExactly(IntStream.range(0, 256)
                        .map(i -> PrefixCode.LITERAL | i << PrefixCode.VALUE)
                        .boxed()
                        .toArray(Integer[]::new));
        assertThat(entries[256]).isEqualTo(PrefixCode.END_OF_BLOCK);
        assertMatches(entries, 257, LENGTHS, LENGTH_BITS);
    }

    @Test
    void distances() {
        int[] entries = Symbols.distances();
        assertThat(entries).hasSize(32).endsWith(PrefixCode.NO_SYMBOL, PrefixCode.NO_SYMBOL);
        assertMatches(entries, 0, DISTANCES, DISTANCE_BITS);
    }

    private static void assertMatches(int[] entries, int first, int[] bases, int[] bits) {
        assertThat(bits).hasSameSizeAs(bases);
        for (int i = 0; i < bases.length; i++) {
            assertThat(Symbols.base(entries[first + i]))
                    .as("base of symbol %d", first + i)
                    .isEqualTo(bases[i]);
            assertThat(Symbols.extra(entries[first + i]))
                    .as("extra bits of symbol %d", first + i)
                    .isEqualTo(bits[i]);
            assertThat(Symbols.codeLength(entries[first + i])).isZero();
        }
    }

    @Test
    void lengthsOfCodes() {
        assertThat(IntStream.of(Symbols.lengths()).map(Symbols::base))
                .containsExactly(IntStream.range(0, 19).boxed().toArray(Integer[]::new));
    }
}
