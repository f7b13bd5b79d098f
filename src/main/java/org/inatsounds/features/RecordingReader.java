package org.inatsounds.features;

import java.io.IOException;
import java.util.Locale;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.audio.SampleSink;
import org.inatsounds.audio.WavReader;
import org.inatsounds.audio.resample.RateReader;
import org.inatsounds.internal.FileIdentity;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

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
        FileIdentity glance = glance(source);
        try (WavReader reader = open(source)) {
            int rate = reader.format().sampleRate();
            long frames = samples.read(
                    (into, offset, count) -> read(reader, into, offset, count), rate, source.name(), most, sink);
            return new Heard(
                    frames / (double) rate,
                    reader.truncation().map(t -> missing(t, rate)).orElse(null),
                    reader.leftOut().orElse(null),
                    emptyAbove(rate),
                    glance);
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

    private static int read(WavReader reader, float[] into, int offset, int count) {
        try {
            return reader.read(into, offset, count);
        } catch (StorageException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String missing(WavReader.Truncation truncation, int rate) {
        return String.format(
                Locale.ROOT,
                "cut short: expected %s of sound, got %s",
                Quantity.duration(truncation.expectedFrames() / (double) rate),
                Quantity.duration(truncation.gotFrames() / (double) rate));
    }
}
