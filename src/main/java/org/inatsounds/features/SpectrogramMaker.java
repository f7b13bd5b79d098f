package org.inatsounds.features;

import java.util.Locale;
import org.inatsounds.BadInputException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.audio.WavReader;
import org.inatsounds.audio.resample.Resampler;
import org.inatsounds.internal.FileIdentity;
import org.inatsounds.spectrogram.Memory;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.spectrogram.SpectrogramBuilder;
import org.jspecify.annotations.Nullable;

/** Turns recordings into spectrograms, one after the other. For one thread. */
public final class SpectrogramMaker implements Maker<Spectrogram> {

    private static final int CHUNK = 1 << 14;

    private final Preset preset;
    private final boolean resample;
    private final SpectrogramBuilder builder;
    private final float[] chunk = new float[CHUNK];
    private @Nullable Resampler resampler;
    private int resamplerRate;

    /** @param resample whether recordings of another sample rate are converted, not refused */
    public SpectrogramMaker(Preset preset, boolean resample, Memory memory) {
        this.preset = preset;
        this.resample = resample;
        this.builder = new SpectrogramBuilder(preset, memory);
    }

    @Override
    public Made<Spectrogram> make(BatchSource source) {
        return make(source, Double.POSITIVE_INFINITY);
    }

    /** The same, of the beginning of a recording: of so many seconds, rounded up to a chunk. */
    public Made<Spectrogram> make(BatchSource source, double most) {
        builder.reset();
        FileIdentity glance = source.glance();
        try (WavReader reader = source.openOrFail()) {
            int rate = reader.format().sampleRate();
            Resampler converter = rate == preset.sampleRate() ? null : converter(source, rate);
            long frames = 0;
            for (int count = read(reader); count > 0; count = frames < most * rate ? read(reader) : 0) {
                frames += count;
                feed(source, converter, count);
            }
            if (frames == 0) {
                throw new BadInputException(source.name() + ": expected sound, but it holds no samples");
            }
            Spectrogram spectrogram = finish(source, converter);
            double highest = Math.min(preset.mel().maxHertz(), preset.sampleRate() / 2.0);
            Heard heard = Heard.of(reader, frames / (double) rate, highest, "spectrogram", glance);
            return new Made<>(spectrogram, spectrogram.frames(), heard);
        }
    }

    private int read(WavReader reader) {
        try {
            return reader.read(chunk, 0, CHUNK);
        } catch (StorageException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private void feed(BatchSource source, @Nullable Resampler converter, int count) {
        try {
            if (converter == null) {
                builder.feed(chunk, 0, count);
            } else {
                converter.feed(chunk, 0, count, builder::feed);
            }
        } catch (BadInputException e) {
            throw new BadInputException(source.name() + ": " + e.getMessage(), e);
        }
    }

    private Spectrogram finish(BatchSource source, @Nullable Resampler converter) {
        try {
            if (converter != null) {
                converter.finish(builder::feed);
            }
            return builder.finish();
        } catch (BadInputException e) {
            throw new BadInputException(source.name() + ": " + e.getMessage(), e);
        }
    }

    /** @throws InatsoundsException if the rate is not the preset's and must not be changed */
    private Resampler converter(BatchSource source, int rate) {
        if (!resample) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: expected a sample rate of %,d Hz, got %,d; --resample converts it",
                    source.name(),
                    preset.sampleRate(),
                    rate));
        }
        Resampler converter = resampler;
        if (converter == null || resamplerRate != rate) {
            try {
                converter = new Resampler(rate, preset.sampleRate());
            } catch (UsageException e) {
                throw new BadInputException(source.name() + ": " + e.getMessage(), e);
            }
            resampler = converter;
            resamplerRate = rate;
        }
        converter.reset();
        return converter;
    }
}
