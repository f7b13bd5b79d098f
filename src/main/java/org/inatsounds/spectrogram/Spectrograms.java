package org.inatsounds.spectrogram;

import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.audio.WavReader;
import org.inatsounds.audio.resample.RateReader;
import org.inatsounds.internal.Scratch;

/**
 * Makes the mel spectrogram of a file, or of samples in memory.
 *
 * <pre>{@code
 * Spectrograms spectrograms = Spectrograms.of(Preset.INATSOUNDS_2024);
 * try (Spectrogram spectrogram = spectrograms.read(Path.of("song.wav"))) {
 *     int[] shape = spectrogram.shape();                // {128, frames}: [mel, time], row 0 is the highest band
 *     float loudest = spectrogram.value(64, 10);        // band 64 counted from the lowest, frame 10: 0 to 255
 *     spectrogram.writeNpy(Path.of("song.npy"));        // what `inatsounds spectrogram` writes
 * }
 * }</pre>
 *
 * <p>The {@link Preset} sets all parameters, also the shape, order and element type of the result. A recording must have the
 * sample rate of the preset, or is converted ({@link #resampling}). Several channels are averaged.
 *
 * <p>Memory does not grow with the recording: at most 32 MB of a spectrogram are in memory, and the rest of a longer one is
 * in a temporary file until it is closed. An object of this class can be used by several threads: it stores no tables, which need
 * some milliseconds to make. For thousands of recordings use {@code org.inatsounds.features.FeatureBatch}.
 */
public final class Spectrograms {

    private static final String ARRAY = "the array of samples";

    private final Preset preset;
    private final boolean convert;

    private Spectrograms(Preset preset, boolean convert) {
        this.preset = preset;
        this.convert = convert;
    }

    /** Spectrograms with the parameters of a preset, for recordings with its sample rate. */
    public static Spectrograms of(Preset preset) {
        return new Spectrograms(preset, false);
    }

    /** The same, but recordings with another sample rate are converted, not refused. */
    public Spectrograms resampling() {
        return new Spectrograms(preset, true);
    }

    /**
     * Reads a WAV file.
     *
     * @return its spectrogram, which must be closed
     * @throws BadInputException if it does not exist, is malformed, unsupported, without samples, or has another sample rate
     * @throws StorageException if it can't be read, or there is no disk space for the temporary file
     */
    public Spectrogram read(Path file) {
        try (WavReader wav = WavReader.open(file)) {
            return make(wav::read, wav.format().sampleRate(), file.toString());
        }
    }

    /**
     * Makes the spectrogram of samples.
     *
     * @param samples of one channel, in 16-bit units: -32,768 to 32,767 is full scale. Multiply floats from -1 to 1 by 32,768
     * @param sampleRate of the samples, in Hz
     * @return their spectrogram, which must be closed
     * @throws BadInputException if there are none, one is infinite or not a number, or the sample rate is another one
     * @throws StorageException if there is no disk space for the temporary file
     */
    public Spectrogram of(float[] samples, int sampleRate) {
        return make(new InMemory(samples), sampleRate, ARRAY);
    }

    private Spectrogram make(RateReader.Samples samples, int sampleRate, String name) {
        SpectrogramBuilder builder = new SpectrogramBuilder(preset, Memory.among(1, Scratch.folder()));
        try {
            new RateReader(preset.sampleRate(), convert)
                    .read(samples, sampleRate, name, Double.POSITIVE_INFINITY, builder::feed);
            return builder.finish(name);
        } finally {
            builder.reset();
        }
    }

    /** Samples that are in memory. */
    private static final class InMemory implements RateReader.Samples {

        private final float[] samples;
        private int next;

        InMemory(float[] samples) {
            this.samples = samples;
        }

        @Override
        public int read(float[] into, int offset, int most) {
            int count = Math.min(most, samples.length - next);
            System.arraycopy(samples, next, into, offset, count);
            next += count;
            return count;
        }
    }
}
