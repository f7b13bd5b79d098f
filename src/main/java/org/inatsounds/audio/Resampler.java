package org.inatsounds.audio;

import java.util.Arrays;
import org.inatsounds.UsageException;

/**
 * Changes the sample rate of a recording, with the low pass of {@link SincKernel}. Output sample {@code k} is the sound at the
 * time {@code k / toRate}: nothing is shifted. A constant stays exactly what it is, but at the ends, beyond which there is
 * silence. Nothing is clipped.
 *
 * <p>Samples come in chunks of any size, which make no difference to the result. Memory does not depend on the length of the
 * recording. One thread at a time.
 *
 * <p>Where both rates are multiples of a common one that is not too small, the weights of each phase are computed once. Others
 * (44,099 to 22,050 Hz) have so many phases that their weights are read from a dense table, between whose entries they are
 * interpolated; the error of that is below -140 dB.
 */
public final class Resampler {

    private static final int HIGHEST_RATE = 1_000_000;
    /** Bounds the number of weights for one sample. */
    private static final int LARGEST_RATIO = 1000;

    /** Weights that are held at most: 8 MiB. */
    private static final long MOST_WEIGHTS = 1 << 20;

    private static final int STEPS = 4096;
    private static final int CHUNK = 8192;

    /** Rates in their lowest terms. */
    private final int from;

    private final int to;
    private final SincKernel kernel;
    /** Samples that count for one output sample: from {@code half - 1} before its time to {@code half} after. */
    private final int taps;

    private final int half;
    /** The weights of each phase; none where they are interpolated. */
    private final double[] phases;
    /** The kernel from its centre on, {@value #STEPS} steps a zero crossing; empty where phases are held. */
    private final double[] dense;

    private final double[] interpolated;

    private final float[] buffer;
    private final float[] out = new float[CHUNK];
    private int count;
    private int made;
    /** Position of {@code buffer[0]} in the recording. */
    private long base;

    private long fed;
    private long next;

    /**
     * Prepares the weights.
     *
     * @param fromRate samples a second of what is fed, 1 to 1,000,000
     * @param toRate samples a second of what comes out, likewise
     * @throws UsageException if a rate is out of range, or they are a factor of more than 1,000 apart
     */
    public Resampler(int fromRate, int toRate) {
        check(fromRate);
        check(toRate);
        if (fromRate / toRate > LARGEST_RATIO || toRate / fromRate > LARGEST_RATIO) {
            throw new UsageException("sample rate: expected to convert by a factor of at most %,d, got %,d Hz to %,d Hz"
                    .formatted(LARGEST_RATIO, fromRate, toRate));
        }
        int common = gcd(fromRate, toRate);
        from = fromRate / common;
        to = toRate / common;
        kernel = new SincKernel((double) to / from);
        half = (int) Math.ceil(kernel.halfWidth());
        taps = 2 * half;
        boolean few = (long) to * taps <= MOST_WEIGHTS;
        phases = few ? phases() : new double[0];
        dense = few ? new double[0] : dense();
        interpolated = new double[few ? 0 : taps];
        buffer = new float[taps + CHUNK];
        reset();
    }

    private static void check(int rate) {
        if (rate < 1 || rate > HIGHEST_RATE) {
            throw new UsageException(
                    "sample rate: expected 1 to %,d Hz to convert, got %,d".formatted(HIGHEST_RATE, rate));
        }
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private double[] phases() {
        double[] weights = new double[to * taps];
        for (int phase = 0; phase < to; phase++) {
            double sum = 0;
            for (int i = 0; i < taps; i++) {
                double weight = kernel.weight((double) phase / to + half - 1 - i);
                weights[phase * taps + i] = weight;
                sum += weight;
            }
            for (int i = 0; i < taps; i++) {
                weights[phase * taps + i] /= sum;
            }
        }
        return weights;
    }

    private double[] dense() {
        double[] table = new double[SincKernel.CROSSINGS * STEPS + 2];
        for (int i = 0; i < table.length; i++) {
            table[i] = kernel.weight(i * kernel.halfWidth() / (SincKernel.CROSSINGS * STEPS));
        }
        return table;
    }

    /** How many samples come out of a recording of so many. */
    public long length(long samples) {
        return Math.floorDiv(Math.multiplyExact(samples, to) + from - 1, from);
    }

    /** Forgets a recording that was begun. */
    public void reset() {
        // Silence before the recording.
        Arrays.fill(buffer, 0, half - 1, 0);
        count = half - 1;
        base = 1L - half;
        fed = 0;
        next = 0;
        made = 0;
    }

    /** Takes the next samples, and gives those of the other rate that can be told by now. */
    public void feed(float[] samples, int offset, int length, SampleSink sink) {
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, room());
            System.arraycopy(samples, offset + done, buffer, count, part);
            count += part;
            fed += part;
            done += part;
            make(Long.MAX_VALUE, sink);
        }
    }

    /** Ends the recording: gives the rest. Ready for the next one. */
    public void finish(SampleSink sink) {
        long end = length(fed);
        for (int silence = half; silence > 0; ) {
            int part = Math.min(silence, room());
            Arrays.fill(buffer, count, count + part, 0);
            count += part;
            silence -= part;
            make(end, sink);
        }
        give(sink);
        reset();
    }

    private int room() {
        if (count == buffer.length) {
            int first = (int) (next * from / to - half + 1 - base);
            System.arraycopy(buffer, first, buffer, 0, count - first);
            base += first;
            count -= first;
        }
        return buffer.length - count;
    }

    private void make(long end, SampleSink sink) {
        while (next < end) {
            long position = next * from / to;
            int first = (int) (position - half + 1 - base);
            if (first + taps > count) {
                break;
            }
            int phase = (int) (next * from % to);
            out[made++] = (float)
                    (phases.length > 0
                            ? sum(buffer, first, phases, phase * taps, taps)
                            : sum(buffer, first, weights((double) phase / to), 0, taps));
            next++;
            if (made == out.length) {
                give(sink);
            }
        }
    }

    private void give(SampleSink sink) {
        if (made > 0) {
            sink.accept(out, 0, made);
            made = 0;
        }
    }

    private double[] weights(double fraction) {
        double steps = SincKernel.CROSSINGS * STEPS / kernel.halfWidth();
        double sum = 0;
        for (int i = 0; i < taps; i++) {
            double place = Math.min(Math.abs(fraction + half - 1 - i) * steps, dense.length - 2);
            int step = (int) place;
            double weight = dense[step] + (place - step) * (dense[step + 1] - dense[step]);
            interpolated[i] = weight;
            sum += weight;
        }
        for (int i = 0; i < taps; i++) {
            interpolated[i] /= sum;
        }
        return interpolated;
    }

    /** Four sums that do not wait for each other. */
    private static double sum(float[] samples, int first, double[] weights, int from, int taps) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < taps; i += 4) {
            a += samples[first + i] * weights[from + i];
            b += samples[first + i + 1] * weights[from + i + 1];
            c += samples[first + i + 2] * weights[from + i + 2];
            d += samples[first + i + 3] * weights[from + i + 3];
        }
        for (; i < taps; i++) {
            a += samples[first + i] * weights[from + i];
        }
        return a + b + (c + d);
    }
}
