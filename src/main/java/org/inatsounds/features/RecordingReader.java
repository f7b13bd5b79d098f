package org.inatsounds.features;

import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.audio.SampleSink;
import org.inatsounds.audio.WavReader;
import org.inatsounds.audio.resample.RateReader;
import org.inatsounds.internal.FileIdentity;

/** Reads the recordings of a batch, one after the other, and notes what is to be said of them. For one thread. */
public final class RecordingReader {

    private final RateReader samples;
    private final double highest;

    /**
     * Prepares nothing yet.
     *
     * @param rate of the samples that are wanted, in Hz
     * @param resample whether recordings of another rate are converted, not refused
     * @param highest frequency that is looked at, in Hz: of recordings that hold nothing up there it is noted
     */
    public RecordingReader(int rate, boolean resample, double highest) {
        this.samples = new RateReader(rate, resample);
        this.highest = highest;
    }

    /**
     * Reads a recording, or its beginning.
     *
     * @param most seconds that are wanted, rounded up to a chunk; infinite for all
     * @param sink takes the samples, of one channel, in 16-bit units
     * @throws BadInputException if it can't be opened, read or used; it is named
     * @throws StorageException as the sink does
     */
    public Heard read(BatchSource source, double most, SampleSink sink) {
        FileIdentity glance = source.glance();
        try (WavReader reader = source.openOrFail()) {
            long frames = samples.read(reader, source.name(), most, sink);
            double seconds = frames / (double) reader.format().sampleRate();
            Heard heard = Heard.of(reader, seconds, highest, "spectrogram", glance);
            return heard.with(source.seen(glance));
        }
    }
}
