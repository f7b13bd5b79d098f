package org.inatsounds.audio.resample;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.inatsounds.UsageException;
import org.inatsounds.audio.SampleSink;

/**
 * Changes the sample rate of a recording, in bounded memory, whatever its length.
 *
 * <p>Output {@code m} is what the recording, thought of as continuous, is at the time of input sample {@code m * from / to}:
 * output 0 is aligned with input 0, and there is no delay. Before its beginning and after its end a recording is silent.
 * {@code n} samples become {@code ceil(n * to / from)}. Their unit is that of the input; nothing is clipped, and what was close to
 * full scale may go beyond it. Samples are summed in double precision and rounded once. How a recording is cut into pieces
 * makes no difference, not in the last bit. Equal rates give the samples as they are.
 *
 * <p>The filter is a sinc under a Kaiser window, of linear phase. With N the Nyquist frequency of the lower rate:
 *
 * <table>
 * <caption>Numbers of the filter</caption>
 * <tr><th>length</th><td>136 samples of the lower rate: 272 taps from 44,100 to 22,050 Hz</td></tr>
 * <tr><th>cut-off, -6 dB</th><td>65/68 N = 0.956 N</td></tr>
 * <tr><th>pass band</th><td>to 0.911 N, within 0.0005 dB; 10,043 Hz of 11,025</td></tr>
 * <tr><th>stop band</th><td>from N on, at least 90 dB down</td></tr>
 * <tr><th>0 Hz</th><td>gain 1: the weights of each phase sum to 1</td></tr>
 * </table>
 *
 * <p>The stop band begins at N, not beyond it, so nothing folds back into what spectrograms show. 90 dB is close to what
 * 16-bit samples hold (98 dB). The pass band is as wide as that of the "high quality" of the SoX resampler, 0.913 N; what it
 * lacks is the uppermost mel band or two, and a wider one would cost in proportion.
 *
 * <p>A ratio of rates with few phases has a table with the weights of each of them, and one with many, such as 44,099 to
 * 22,050, a table that is interpolated ({@link FilterBank}). A resampler holds 1 to 3 MB at usual rates, and at most 20 MB at
 * any. One thread at a time.
 */
public final class Resampler {

    private static final int HIGHEST_RATE = 1_000_000;
    private static final int LARGEST_FACTOR = 1000;

    /** Rates, divided by what they have in common. */
    private final int up;

    private final int down;
    private final FilterBank bank;
    private final Convolver convolver;
    private final float[] input;
    private final float[] output;

    /** Samples in {@link #input}. The first {@code taps} are what the next output is made of. */
    private int filled;
    /** Of the next output. */
    private int phase;

    private long fed;
    private long made;

    /**
     * Computes the filter: takes some milliseconds.
     *
     * @param fromRate of the samples that come, in Hz, 1 to 1,000,000
     * @param toRate of those that go, likewise
     * @throws UsageException if a rate is out of range, or one is more than 1,000 times the other
     */
    public Resampler(int fromRate, int toRate) {
        checkRates(fromRate, toRate);
        int divisor = greatestCommonDivisor(fromRate, toRate);
        up = toRate / divisor;
        down = fromRate / divisor;
        bank = new FilterBank(up, down);
        convolver = SegmentConvolver.suits(bank, up, down)
                ? new SegmentConvolver(bank, up, down)
                : new PlainConvolver(bank, up, down);
        long nextBlock = up - 1 + (long) convolver.outputs() * down;
        input = new float[(int) (nextBlock / up) + bank.taps()];
        output = new float[convolver.outputs()];
        reset();
    }

    /** How many samples so many become. */
    public long length(long inputFrames) {
        // Without the overflow that a plain inputFrames * up would have.
        return inputFrames / down * up + (inputFrames % down * up + down - 1) / down;
    }

    /**
     * Takes the next samples, and gives what can be computed by now. A block of output comes at once.
     *
     * @param samples finite
     * @param offset index of the first one
     * @param length how many
     */
    public void feed(float[] samples, int offset, int length, SampleSink sink) {
        Objects.checkFromIndexSize(offset, length, samples.length);
        fed += length;
        if (up == down) {
            sink.accept(samples, offset, length);
            return;
        }
        int done = 0;
        while (done < length) {
            int count = Math.min(input.length - filled, length - done);
            System.arraycopy(samples, offset + done, input, filled, count);
            filled += count;
            done += count;
            if (filled == input.length) {
                giveBlock(convolver.outputs(), sink);
            }
        }
    }

    /** Ends the recording, and gives the rest. The resampler is ready for the next one. */
    public void finish(SampleSink sink) {
        long length = up == down ? 0 : length(fed);
        while (made < length) {
            Arrays.fill(input, filled, input.length, 0);
            filled = input.length;
            giveBlock((int) Math.min(convolver.outputs(), length - made), sink);
        }
        reset();
    }

    /** Forgets a recording that was begun. */
    public void reset() {
        // The silence before the recording: the first output is in the middle of its samples.
        filled = bank.taps() / 2 - 1;
        Arrays.fill(input, 0, filled, 0);
        phase = 0;
        fed = 0;
        made = 0;
    }

    /** Computes a block from a full buffer, and gives its first {@code count} samples. */
    private void giveBlock(int count, SampleSink sink) {
        convolver.run(input, phase, output);
        long position = phase + (long) convolver.outputs() * down;
        int used = (int) (position / up);
        phase = (int) (position % up);
        filled -= used;
        System.arraycopy(input, used, input, 0, filled);
        made += count;
        sink.accept(output, 0, count);
    }

    private static void checkRates(int fromRate, int toRate) {
        for (int rate : new int[] {fromRate, toRate}) {
            if (rate < 1 || rate > HIGHEST_RATE) {
                throw new UsageException(
                        String.format(Locale.ROOT, "Sample rate: expected 1 to %,d Hz, got %,d.", HIGHEST_RATE, rate));
            }
        }
        if (Math.max(fromRate, toRate) > (long) LARGEST_FACTOR * Math.min(fromRate, toRate)) {
            throw new UsageException(String.format(
                    Locale.ROOT,
                    "Sample rates: expected one at most %,d times the other, got %,d Hz to be changed to %,d Hz. Choose a rate closer to that of the recording.",
                    LARGEST_FACTOR,
                    fromRate,
                    toRate));
        }
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
