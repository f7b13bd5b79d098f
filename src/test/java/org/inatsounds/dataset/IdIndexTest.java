package org.inatsounds.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class IdIndexTest {

    private static final int SIZE = 200_000;

    private static void fill(IntUnaryOperator id) {
        IdIndex index = new IdIndex(SIZE);
        for (int i = 0; i < SIZE; i++) {
            assertThat(index.add(id.applyAsInt(i), i)).isEqualTo(IdIndex.NONE);
        }
        for (int i = 0; i < SIZE; i++) {
            assertThat(index.find(id.applyAsInt(i))).isEqualTo(i);
        }
        assertThat(index.find(id.applyAsInt(SIZE))).isEqualTo(IdIndex.NONE);
        assertThat(index.add(id.applyAsInt(7), 99)).isEqualTo(7);
    }

    @Test
    void findsEveryId() {
        assertThatCode(() -> fill(i -> i)).doesNotThrowAnyException();
    }

    /** Ids that a plain multiplication sends to one place: their search took a minute. */
    @Test
    void noIdsGoToOnePlace() {
        int inverse = inverse(0x9E3779B9);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            fill(i -> i * inverse);
            fill(i -> i << 13);
        });
    }

    /** Of an odd number, modulo 2^32. */
    private static int inverse(int odd) {
        int inverse = odd;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - odd * inverse;
        }
        assertThat(odd * inverse).isEqualTo(1);
        return inverse;
    }
}
