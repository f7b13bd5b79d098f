package org.inatsounds.features;

import java.io.IOException;
import java.util.Locale;
import org.inatsounds.BadInputException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.audio.WavReader;
import org.inatsounds.audio.resample.Resampler;
import org.inatsounds.internal.FileIdentity;
import org.inatsounds.internal.Quantity;
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
        FileIdentity glance = glance(source);
        try (WavReader reader = open(source)) {
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
            Heard heard = new Heard(
                    frames / (double) rate,
                    reader.truncation().map(t -> missing(t, rate)).orElse(null),
                    reader.leftOut().orElse(null),
                    emptyAbove(rate),
                    glance);
            return new Made<>(spectrogram, spectrogram.frames(), heard);
        }
    }

    private static @Nullable FileIdentity glance(BatchSource source) {
        try {
            return source.file() == null ? null : FileIdentity.glance(source.file());
        } catch (IOException e) {
            // Opening it says why.
            return null;
        }
    }

    private @Nullable String emptyAbove(int rate) {
        double highest = Math.min(preset.mel().maxHertz(), preset.sampleRate() / 2.0);
        return rate / 2.0 >= highest
                ? null
                : String.format(
                        Locale.ROOT,
                        "sample rate of %,d Hz: there is nothing above %,d Hz in its spectrogram",
                        rate,
                        rate / 2);
    }

    /** Whatever keeps a file from being read is that file's fault, and not the end of a batch. */
    private static WavReader open(BatchSource source) {
        try {
            return source.open();
        } catch (StorageException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
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

    private static String missing(WavReader.Truncation truncation, int rate) {
        return String.format(
                Locale.ROOT,
                "cut short: expected %s of sound, got %s",
                Quantity.duration(truncation.expectedFrames() / (double) rate),
                Quantity.duration(truncation.gotFrames() / (double) rate));
    }
}
