package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StableHashTest {

    /** The test vectors of FNV's authors. */
    @ParameterizedTest
    @CsvSource({"'', cbf29ce484222325", "a, af63dc4c8601ec8c", "foobar, 85944171f73967e8"})
    void namesHaveTheHashOfFnv(String name, String hash) {
        assertThat(Long.toHexString(StableHash.of(name))).isEqualTo(hash);
    }

    /** Java's SplittableRandom is SplitMix64 when it was never split. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 0x123456789abcdefL})
    void bitsAreMixedAsBySplitMix(long seed) {
        assertThat(StableHash.mixed(seed + StableHash.GOLDEN)).isEqualTo(new SplittableRandom(seed).nextLong());
    }
}
