package org.inatsounds.audio.resample;

import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.audio.SampleSink;
import org.inatsounds.audio.WavReader;
import org.jspecify.annotations.Nullable;

/**
 * Gives the samples of recordings, one after the other, at one sample rate: one channel, in 16-bit units. A recording of another
 * rate is resampled. Holds what {@link Resampler} holds. One thread at a time.
 */
public final class RecordingSamples {

    private static final int CHUNK = 1 << 14;

    private final int rate;
    private final float[] chunk = new float[CHUNK];
    private @Nullable Resampler resampler;
    private int resamplerRate;

    /** @param rate that samples are given at, in Hz */
    public RecordingSamples(int rate) {
        this.rate = rate;
    }

    /**
     * Reads a recording to its end.
     *
     * @param name for messages
     * @return how long it is in seconds
     * @throws BadInputException if it is malformed, can't be read, holds no samples, or its rate can't be changed: whatever it
     *     is, it is this recording that can't be used
     */
    public double read(WavReader reader, String name, SampleSink sink) {
        int own = reader.format().sampleRate();
        Resampler converter = own == rate ? null : converter(own, name);
        long frames = 0;
        for (int count = next(reader); count > 0; count = next(reader)) {
            frames += count;
            if (converter == null) {
                sink.accept(chunk, 0, count);
            } else {
                converter.feed(chunk, 0, count, sink);
            }
        }
        if (frames == 0) {
            throw new BadInputException(name + ": expected sound, but it holds no samples");
        }
        if (converter != null) {
            converter.finish(sink);
        }
        return frames / (double) own;
    }

    private int next(WavReader reader) {
        try {
            return reader.read(chunk, 0, CHUNK);
        } catch (StorageException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private Resampler converter(int own, String name) {
        Resampler converter = resampler;
        if (converter == null || resamplerRate != own) {
            try {
                converter = new Resampler(own, rate);
            } catch (UsageException e) {
                throw new BadInputException(name + ": " + e.getMessage(), e);
            }
            resampler = converter;
            resamplerRate = own;
        }
        converter.reset();
        return converter;
    }
}
