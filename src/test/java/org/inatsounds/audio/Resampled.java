package org.inatsounds.audio;

import java.util.Arrays;
import java.util.function.IntSupplier;
import org.inatsounds.audio.resample.Resampler;

/** Collects the output of a {@link Resampler}. */
public final class Resampled implements SampleSink {

    private float[] samples = new float[1024];
    private int count;

    /** All at once. */
    public static float[] of(float[] input, int fromRate, int toRate) {
        return inPieces(new Resampler(fromRate, toRate), input, () -> Math.max(1, input.length));
    }

    /** Piece by piece, each of them within a larger array of other values. */
    public static float[] inPieces(Resampler resampler, float[] input, IntSupplier sizes) {
        Resampled output = new Resampled();
        for (int done = 0; done < input.length; ) {
            int size = Math.min(sizes.getAsInt(), input.length - done);
            float[] piece = new float[size + 5];
            Arrays.fill(piece, 1e9f);
            System.arraycopy(input, done, piece, 2, size);
            resampler.feed(piece, 2, size, output);
            Arrays.fill(piece, 1e9f);
            done += size;
        }
        resampler.finish(output);
        return Arrays.copyOf(output.samples, output.count);
    }

    @Override
    public void accept(float[] from, int offset, int length) {
        if (count + length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(2 * samples.length, count + length));
        }
        System.arraycopy(from, offset, samples, count, length);
        count += length;
    }
}
