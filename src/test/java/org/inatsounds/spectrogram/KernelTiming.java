package org.inatsounds.spectrogram;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Random;

/**
 * Times the kernel with the bytes of the default preset on one thread, and prints microseconds a frame, one line a preset:
 *
 * <pre>
 * java -cp target/classes:target/test-classes:JTransforms.jar:JLargeArrays.jar:slf4j-api.jar \
 *     org.inatsounds.spectrogram.KernelTiming
 * </pre>
 */
final class KernelTiming {

    private static final int SECONDS = 60;

    private KernelTiming() {}

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        float[] samples = new float[SECONDS * 22_050];
        // Processor time, not the clock's: the figure of a busy machine means something too.
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        Random random = new Random(1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.rint(3000 * random.nextGaussian());
        }
        for (Preset preset : Preset.NAMED) {
            SpectrogramBuilder builder = new SpectrogramBuilder(preset);
            double best = Double.POSITIVE_INFINITY;
            double sum = 0;
            for (int round = 0; round < rounds; round++) {
                long start = cpu.getCurrentThreadCpuTime();
                builder.feed(samples, 0, samples.length);
                int frames = builder.finish().frames();
                double micros = (cpu.getCurrentThreadCpuTime() - start) / 1e3 / frames;
                best = Math.min(best, micros);
                sum += micros;
            }
            System.out.printf(
                    Locale.ROOT, "%-16s best %.2f µs a frame, mean %.2f%n", preset.name(), best, sum / rounds);
        }
    }
}
