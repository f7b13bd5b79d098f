package org.inatsounds.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SweepTest {

    private static final List<Integer> ALL = IntStream.range(0, 10).boxed().toList();

    private static List<Integer> drawn() {
        return Sweep.of(ALL.stream()).toList();
    }

    @Test
    void isAThirdRoundedUpOrAllInTheirOrder() {
        boolean whole = "whole".equals(System.getProperty("inatsounds.test.sweeps"));
        assertThat(drawn()).hasSize(whole ? 10 : 4).isSorted().doesNotHaveDuplicates();
        assertThat(Sweep.of(1)).isOne();
    }

    /** No case is left out for ever: the chance that one is missing after 200 runs is less than 1e-40. */
    @Test
    void everyCaseIsDrawnSometime() {
        Set<Integer> seen = new HashSet<>();
        for (int run = 0; run < 200; run++) {
            seen.addAll(drawn());
        }
        assertThat(seen).containsAll(ALL);
    }
}
