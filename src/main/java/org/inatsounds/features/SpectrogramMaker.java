package org.inatsounds.features;

import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.spectrogram.Memory;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.spectrogram.SpectrogramBuilder;

/** Turns recordings into spectrograms, one after the other. For one thread. */
public final class SpectrogramMaker implements Maker<Spectrogram> {

    private final RecordingReader recordings;
    private final SpectrogramBuilder builder;

    /**
     * Prepares the tables of a preset.
     *
     * @param resample whether recordings of another sample rate are converted, not refused
     */
    public SpectrogramMaker(Preset preset, boolean resample, Memory memory) {
        double highest = Math.min(preset.mel().maxHertz(), preset.sampleRate() / 2.0);
        this.recordings = new RecordingReader(preset.sampleRate(), resample, highest);
        this.builder = new SpectrogramBuilder(preset, memory);
    }

    @Override
    public Made<Spectrogram> make(BatchSource source) {
        return make(source, Double.POSITIVE_INFINITY);
    }

    /**
     * The same, of the beginning of a recording: of so many seconds, rounded up to a chunk.
     *
     * @throws BadInputException if it can't be opened, read or used; it is named
     * @throws StorageException if there is no room for what a long recording needs
     */
    public Made<Spectrogram> make(BatchSource source, double most) {
        builder.reset();
        Heard heard = recordings.read(source, most, builder::feed);
        Spectrogram spectrogram = builder.finish(source.name());
        return new Made<>(spectrogram, spectrogram.frames(), heard);
    }

    @Override
    public void close() {
        builder.reset();
    }
}
