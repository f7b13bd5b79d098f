package org.inatsounds.audio.resample;

import java.util.Locale;
import java.util.Objects;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.audio.SampleSink;
import org.inatsounds.audio.WavReader;
import org.jspecify.annotations.Nullable;

/**
 * Brings recordings to one sample rate, one after the other, in bounded memory: their samples as they are where they have that
 * rate, else converted by a {@link Resampler}, or refused. The tables for a rate are kept for the next recording of the same rate.
 *
 * <pre>{@code
 * RateReader at = new RateReader(22_050, true);
 * try (WavReader wav = WavReader.open(file)) {
 *     at.read(wav, file.toString(), Double.POSITIVE_INFINITY, sink);
 * }
 * }</pre>
 *
 * <p>For one thread.
 */
public final class RateReader {

    private static final int CHUNK = 1 << 14;

    private final int rate;
    private final boolean convert;
    private final float[] chunk = new float[CHUNK];
    private @Nullable Resampler resampler;
    private int resamplerRate;

    /** Gives the samples of a recording, as {@link org.inatsounds.audio.WavReader#read}. */
    @FunctionalInterface
    public interface Samples {

        /**
         * Puts the next ones into an array.
         *
         * @return how many there were: 0 at the end
         */
        int read(float[] into, int offset, int most);
    }

    /**
     * Prepares nothing yet.
     *
     * @param rate that is wanted, in Hz
     * @param convert whether recordings of another rate are converted, not refused
     */
    public RateReader(int rate, boolean convert) {
        this.rate = rate;
        this.convert = convert;
    }

    /**
     * Reads one recording of many: whatever keeps its file from being read is that file's fault.
     *
     * @param reader at its beginning
     * @throws BadInputException if it can't be read; else as {@link #read(Samples, int, String, double, SampleSink)}
     */
    public long read(WavReader reader, String name, double most, SampleSink sink) {
        return read(
                (into, offset, count) -> next(reader, into, offset, count),
                reader.format().sampleRate(),
                name,
                most,
                sink);
    }

    private static int next(WavReader reader, float[] into, int offset, int count) {
        try {
            return reader.read(into, offset, count);
        } catch (StorageException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads the samples of a recording.
     *
     * @param samples of one channel, in 16-bit units, from the first one
     * @param sampleRate of the recording, in Hz
     * @param name of the recording, for messages
     * @param most seconds that are wanted, rounded up to a chunk; infinite for all
     * @param sink takes the samples at the rate that is wanted; what it says of them gets the recording's name
     * @return how many samples were read, at the recording's rate: at least 1
     * @throws BadInputException if it has no samples, or another rate that is not to be, or can't be, converted
     * @throws StorageException as {@code samples} and {@code sink} do
     */
    public long read(Samples samples, int sampleRate, String name, double most, SampleSink sink) {
        Resampler converter = sampleRate == rate ? null : converter(sampleRate, name);
        long read = 0;
        for (int count = samples.read(chunk, 0, CHUNK);
                count > 0;
                count = read < most * sampleRate ? samples.read(chunk, 0, CHUNK) : 0) {
            read += count;
            feed(converter, count, name, sink);
        }
        if (read == 0) {
            throw new BadInputException(name + ": expected sound, but it holds no samples");
        }
        if (converter != null) {
            named(name, () -> converter.finish(sink));
        }
        return read;
    }

    private void feed(@Nullable Resampler converter, int count, String name, SampleSink sink) {
        named(name, () -> {
            if (converter == null) {
                sink.accept(chunk, 0, count);
            } else {
                converter.feed(chunk, 0, count, sink);
            }
        });
    }

    /** What a sink says of samples may not tell whose they are. */
    private static void named(String name, Runnable action) {
        try {
            action.run();
        } catch (BadInputException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(name + ": ") ? e : new BadInputException(name + ": " + message, e);
        }
    }

    private Resampler converter(int sampleRate, String name) {
        if (!convert) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: expected a sample rate of %,d Hz, got %,d; --resample converts it",
                    name,
                    rate,
                    sampleRate));
        }
        if (resampler == null || resamplerRate != sampleRate) {
            try {
                resampler = new Resampler(sampleRate, rate);
            } catch (UsageException e) {
                throw new BadInputException(name + ": " + e.getMessage(), e);
            }
            resamplerRate = sampleRate;
        }
        Resampler converter = Objects.requireNonNull(resampler);
        converter.reset();
        return converter;
    }
}
