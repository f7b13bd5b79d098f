package org.inatsounds.audio;

import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/**
 * Measures the fast path for the dataset's own form against the general one, in seconds of audio per second. For example:
 *
 * <pre>
 * java -cp target/classes:target/test-classes:slf4j-api.jar org.inatsounds.audio.WavReaderBenchmark
 * </pre>
 */
final class WavReaderBenchmark {

    private static final int RATE = 22_050;
    private static final int SECONDS = 600;
    private static final int ROUNDS = 12;

    private WavReaderBenchmark() {}

    public static void main(String[] args) {
        byte[] body = new byte[2 * RATE * SECONDS];
        new Random(1).nextBytes(body);
        byte[] wav = WavBuilder.riff().pcm16().chunk("data", body).build();
        for (int round = 0; round < ROUNDS; round++) {
            double fast = measure(wav, in -> WavReader.open(in, "-"));
            double general = measure(wav, in -> WavReader.openGeneral(in, "-"));
            System.out.printf(Locale.ROOT, "fast %,.0f, general %,.0f seconds of audio per second%n", fast, general);
        }
    }

    private static double measure(byte[] wav, Function<ByteArrayInputStream, WavReader> open) {
        float[] samples = new float[8192];
        long start = System.nanoTime();
        float sum = 0;
        try (WavReader reader = open.apply(new ByteArrayInputStream(wav))) {
            while (reader.read(samples, 0, samples.length) > 0) {
                sum += samples[0];
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (Float.isNaN(sum)) {
            throw new AssertionError();
        }
        return SECONDS / seconds;
    }
}
