package org.inatsounds.audio;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Random;
import org.inatsounds.audio.resample.Resampler;

/**
 * Measures the resampler, in seconds of audio per second of one core's time. For example:
 *
 * <pre>
 * java -cp target/classes:target/test-classes:slf4j-api.jar org.inatsounds.audio.ResamplerTiming
 * </pre>
 */
final class ResamplerTiming {

    private static final int[][] RATES = {
        {44_100, 22_050}, {48_000, 22_050}, {96_000, 22_050}, {250_000, 22_050}, {16_000, 22_050}, {44_099, 22_050}
    };
    private static final int SECONDS = 60;
    private static final int ROUNDS = 8;

    private ResamplerTiming() {}

    public static void main(String[] args) {
        for (int[] rates : RATES) {
            for (int round = 0; round < ROUNDS; round++) {
                System.out.printf(Locale.ROOT, "%,d to %,d Hz:", rates[0], rates[1]);
                measure(rates[0], rates[1]);
            }
        }
    }

    private static void measure(int from, int to) {
        float[] samples = new float[8192];
        Random random = new Random(1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextInt(65_536) - 32_768;
        }
        long start = processorTime();
        Resampler resampler = new Resampler(from, to);
        long ready = processorTime();
        float[] sum = new float[1];
        SampleSink sink = (output, offset, length) -> sum[0] += output[offset];
        long left = (long) from * SECONDS;
        while (left > 0) {
            int count = (int) Math.min(left, samples.length);
            resampler.feed(samples, 0, count, sink);
            left -= count;
        }
        resampler.finish(sink);
        double seconds = (processorTime() - ready) / 1e9;
        System.out.printf(Locale.ROOT, " %.1f ms to prepare, then %,.0f%n", (ready - start) / 1e6, SECONDS / seconds);
        if (Float.isNaN(sum[0])) {
            throw new AssertionError();
        }
    }

    /** Of this thread. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
