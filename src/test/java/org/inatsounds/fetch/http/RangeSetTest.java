package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.inatsounds.fetch.http.RangeSet.Range;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

final class RangeSetTest {

    private static final int SIZE = 60;

    /** The slow twin: one bit a byte. */
    @Test
    void agreesWithOneBitAByte() {
        Property.tries(1000).check(draw -> {
            List<Integer> bounds = draw.list(0, 24, () -> draw.anInt(0, SIZE));
            RangeSet ranges = new RangeSet();
            BitSet bits = new BitSet();
            for (int i = 0; i + 1 < bounds.size(); i += 2) {
                int start = bounds.get(i);
                int end = bounds.get(i + 1);
                ranges.add(start, end);
                if (start < end) {
                    bits.set(start, end);
                }
            }
            assertThat(ranges.total()).isEqualTo(bits.cardinality());
            assertThat(ranges.prefix()).isEqualTo(bits.nextClearBit(0));
            BitSet missing = new BitSet();
            for (Range range : ranges.missing(SIZE)) {
                assertThat(range.length()).isPositive();
                missing.set((int) range.start(), (int) range.end());
            }
            bits.flip(0, SIZE);
            assertThat(missing).isEqualTo(bits);
        });
    }

    @Test
    void joinsNeighbours() {
        RangeSet ranges = new RangeSet();
        ranges.add(0, 10);
        ranges.add(20, 30);
        ranges.add(10, 20);
        assertThat(ranges.ranges()).containsExactly(new Range(0, 30));
    }
}
