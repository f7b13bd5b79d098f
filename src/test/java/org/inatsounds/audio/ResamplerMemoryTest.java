package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.inatsounds.audio.resample.Resampler;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.Test;

/** Memory depends neither on the length of a recording nor, beyond a bound, on the rates. */
final class ResamplerMemoryTest {

    private static final float[] PIECE = new float[8192];

    @Test
    void recordingsTakeNoMemory() {
        Resampler resampler = new Resampler(44_100, 22_050);
        allocated(resampler, 1);
        long minutes = allocated(resampler, 10 * 60 * 44_100L);
        assertThat(minutes).isLessThan(100_000);
    }

    @Test
    void anyRatesTakeBoundedMemory() {
        Random random = new Random(1);
        int[][] hardest = {
            {1_000_000, 1000},
            {1000, 1_000_000},
            {999_999, 1001},
            {1001, 999_999},
            {999_999, 1_000_000},
            {1, 1000},
            {8192, 8191},
            {500_000, 22_050},
            {384_000, 22_050},
            {1_000_000, 122_100},
            {65_521, 8191}
        };
        for (int[] rates : hardest) {
            assertBounded(rates[0], rates[1]);
        }
        for (int i = 0; i < Sweep.of(40); i++) {
            int from = 1 + random.nextInt(1_000_000);
            assertBounded(from, Math.min(1_000_000, from / 1000 + 1 + random.nextInt(from)));
        }
    }

    @Test
    void usualRatesTakeLittle() {
        assertThat(needs(44_100, 22_050)).isLessThan(2_000_000);
        assertThat(needs(48_000, 22_050)).isLessThan(3_000_000);
    }

    private static void assertBounded(int from, int to) {
        assertThat(needs(from, to)).as("%,d to %,d Hz", from, to).isLessThan(20_000_000);
    }

    private static long needs(int from, int to) {
        long before = Allocation.now();
        Resampler resampler = new Resampler(from, to);
        resampler.feed(PIECE, 0, 1, (samples, offset, length) -> {});
        return Allocation.now() - before;
    }

    private static long allocated(Resampler resampler, long frames) {
        long before = Allocation.now();
        long[] count = new long[1];
        SampleSink sink = (samples, offset, length) -> count[0] += length;
        long left = frames;
        while (left > 0) {
            int length = (int) Math.min(left, PIECE.length);
            resampler.feed(PIECE, 0, length, sink);
            left -= length;
        }
        resampler.finish(sink);
        assertThat(count[0]).isEqualTo((frames + 1) / 2);
        return Allocation.now() - before;
    }
}
