package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StrataTest {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** Java's SplittableRandom is SplitMix64 when it was never split. */
    private static long mixed(long state) {
        return new SplittableRandom(state - GOLDEN).nextLong();
    }

    @Test
    void drawsAreThoseOfSplitMix64() {
        int[] classOf = {1, 0, -1, 1, 1, 0, 1, 2, 1};
        int[][] members = {{1, 5}, {0, 3, 4, 6, 8}, {7}};
        Strata strata = new Strata(classOf, 3);
        for (int resample : new int[] {0, 1, 999}) {
            DrawnCounts counts = new DrawnCounts(classOf.length);
            int[] expected = new int[classOf.length];
            for (int c = 0; c < 3; c++) {
                strata.draw(c, 42, resample, counts, 5);
                SplittableRandom random =
                        new SplittableRandom(mixed(mixed(42 + GOLDEN * (resample + 1)) + GOLDEN * (c + 1)));
                for (int i = 0; i < members[c].length; i++) {
                    expected[members[c][(int) (((random.nextLong() >>> 32) * members[c].length) >>> 32)]]++;
                }
            }
            for (int recording = 0; recording < classOf.length; recording++) {
                int[] sums = new int[DrawnCounts.LANES];
                counts.add(recording, sums);
                assertThat(sums[5]).as("recording %s", recording).isEqualTo(expected[recording]);
            }
        }
    }

    /** What {@code --seed} promises: the same draws in every version. */
    @Test
    void drawsStayTheSame() {
        Strata strata = new Strata(new int[20], 1);
        DrawnCounts counts = new DrawnCounts(20);
        strata.draw(0, 1, 0, counts, 0);
        StringBuilder drawn = new StringBuilder();
        for (int recording = 0; recording < 20; recording++) {
            int[] sums = new int[DrawnCounts.LANES];
            counts.add(recording, sums);
            drawn.append(sums[0]);
        }
        assertThat(drawn).hasToString("30101113101001003202");
    }
}
