package org.inatsounds.audio;

import java.util.Arrays;
import org.inatsounds.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * Changes the sample rate of a recording, with the low pass of {@link SincKernel}. Output sample {@code k} is the sound at the
 * time {@code k / toRate}: nothing is shifted. A constant stays what it is, but at the ends, beyond which there is silence.
 * Nothing is clipped.
 *
 * <p>Samples come in chunks of any size, which make no difference to the result. Memory does not depend on the length of the
 * recording. One thread at a time.
 */
public final class Resampler {

    private static final int HIGHEST_RATE = 1_000_000;
    /** Bounds the number of weights for one sample. */
    private static final int LARGEST_RATIO = 1000;

    /** Numbers that are held for the phases at most: 8 MiB. */
    private static final long MOST_WEIGHTS = 1 << 20;

    private static final int LARGEST_STEP = 4096;
    private static final int CHUNK = 8192;

    /** Rates in their lowest terms. */
    private final int from;

    private final int to;
    /** Half of the samples that count for one output sample: they lie from {@code half - 1} before its time to {@code half} after. */
    private final int half;

    /** One of the two; the first where there are few phases. */
    private final @Nullable PhaseLanes lanes;

    private final @Nullable DenseSinc dense;

    private final float[] buffer;
    private final float[] out;
    private int count;
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
        SincKernel kernel = new SincKernel((double) to / from);
        half = (int) Math.ceil(kernel.halfWidth());
        boolean few = (long) to * 2 * half <= MOST_WEIGHTS && from <= LARGEST_STEP;
        lanes = few ? new PhaseLanes(kernel, from, to, 2 * half) : null;
        dense = few ? null : new DenseSinc(kernel, 2 * half);
        out = new float[lanes == null ? CHUNK : lanes.outputs()];
        buffer = new float[CHUNK + (lanes == null ? 2 * half : lanes.inputs(lanes.outputs()))];
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
        while (next < end) {
            int part = room();
            // Silence after it.
            Arrays.fill(buffer, count, count + part, 0);
            count += part;
            make(end, sink);
        }
        reset();
    }

    private int room() {
        if (count == buffer.length) {
            int unused = first();
            System.arraycopy(buffer, unused, buffer, 0, count - unused);
            base += unused;
            count -= unused;
        }
        return buffer.length - count;
    }

    /** Index of the first sample that counts for the next output sample. */
    private int first() {
        return (int) (next * from / to - half + 1 - base);
    }

    private void make(long end, SampleSink sink) {
        int made = Integer.MAX_VALUE;
        while (next < end && made > 0) {
            made = lanes != null ? block(lanes, end) : dense != null ? singles(dense, end) : 0;
            next += made;
            if (made > 0) {
                sink.accept(out, 0, made);
            }
        }
    }

    /** A whole block, or what is left of the recording. */
    private int block(PhaseLanes phases, long end) {
        int outputs = (int) Math.min(out.length, end - next);
        if (first() + phases.inputs(outputs) > count) {
            return 0;
        }
        phases.make(buffer, first(), outputs, out);
        return outputs;
    }

    private int singles(DenseSinc sinc, long end) {
        int made = 0;
        for (long k = next; k < end && made < out.length; k++) {
            int first = (int) (k * from / to - half + 1 - base);
            if (first + 2 * half > count) {
                break;
            }
            out[made++] = sinc.value(buffer, first, (double) (k * from % to) / to);
        }
        return made;
    }
}
