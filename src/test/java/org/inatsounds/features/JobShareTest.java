package org.inatsounds.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class JobShareTest {

    @Test
    void everyKeyFallsToOneJobAndTheJobsAreAboutEqual() {
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            String key = "train/00241_Animalia/" + i;
            int[] jobs = IntStream.rangeClosed(1, 7)
                    .filter(job -> new JobShare(job, 7).has(key))
                    .toArray();
            assertThat(jobs).hasSize(1);
            counts[jobs[0] - 1]++;
        }
        assertThat(IntStream.of(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
    }

    /** Users rely on the hash: jobs of one batch may run different versions. The number is from a computation in Python. */
    @Test
    void theHashNeverChanges() {
        assertThat(IntStream.rangeClosed(1, 16)
                        .filter(job -> new JobShare(job, 16).has("train/00001_Animalia/0a1b2c"))
                        .boxed())
                .containsExactly(EXPECTED);
        assertThat(new JobShare(1, 1).has("anything")).isTrue();
    }

    private static final int EXPECTED = 14;

    @Test
    void isNamed() {
        assertThat(new JobShare(3, 16).label()).isEqualTo("03of16");
    }
}
