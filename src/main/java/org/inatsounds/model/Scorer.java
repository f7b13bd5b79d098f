package org.inatsounds.model;

import org.inatsounds.BadInputException;
import org.inatsounds.audio.SampleSink;
import org.inatsounds.audio.WavReader;
import org.inatsounds.audio.resample.RateReader;
import org.inatsounds.internal.Scratch;
import org.inatsounds.model.ModelInput.MelWindows;
import org.inatsounds.model.ModelInput.OfSound;
import org.inatsounds.model.ModelInput.Waveform;
import org.inatsounds.spectrogram.Framing;
import org.inatsounds.spectrogram.Memory;
import org.inatsounds.spectrogram.Padding;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.spectrogram.SpectrogramBuilder;
import org.inatsounds.spectrogram.Windows;

/**
 * Scores recordings, one after the other. Made by {@link Model#scorer}; one thread at a time. Memory does not grow with the length of a
 * recording.
 */
public final class Scorer {

    /** Of a spectrogram, before its beginning goes to a temporary file. */
    private static final long SPECTROGRAM_BYTES = 32 << 20;

    private final Model model;
    private final OfSound input;
    private final RateReader samples;
    private final Batch batch;
    private final Feeder feeder;

    /** Where the parts of the recording begin and end that are in the windows of the batch, in seconds. */
    private final double[] starts;

    private final double[] ends;
    private int given;

    /** Takes windows in their order. */
    @FunctionalInterface
    public interface Sink {
        /** Takes the next one. */
        void window(WindowScores window);
    }

    /** Reads a recording and fills batches. */
    @FunctionalInterface
    private interface Feeder {
        double feed(WavReader reader, String name, Sink sink);
    }

    Scorer(Model model, OfSound input) {
        this.model = model;
        this.input = input;
        this.samples = new RateReader(input.sampleRate(), true);
        this.batch = model.batch(false);
        this.starts = new double[batch.capacity()];
        this.ends = new double[batch.capacity()];
        this.feeder = input instanceof MelWindows mel ? new OfMel(mel) : this::feedSamples;
    }

    /**
     * Scores a recording.
     *
     * @param reader at its beginning
     * @param name for messages
     * @param sink takes its windows: at least one
     * @return its length in seconds
     * @throws BadInputException if it can't be read, holds no samples, or the model gives no numbers for it
     */
    public double score(WavReader reader, String name, Sink sink) {
        batch.clear();
        given = 0;
        double seconds = feeder.feed(reader, name, sink);
        if (batch.rows() > 0) {
            run(name, sink);
        }
        return seconds;
    }

    private double feedSamples(WavReader reader, String name, Sink sink) {
        Waveform waveform = (Waveform) input;
        double rate = waveform.sampleRate();
        WaveformWindows windows = new WaveformWindows(waveform.cut(), waveform.scaling(), (window, start, length) -> {
            room(name, sink);
            mark(start / rate, (start + length) / rate);
            batch.begin();
            for (float sample : window) {
                batch.put(sample);
            }
        });
        windows.begin();
        double seconds = read(reader, name, windows);
        windows.finish();
        return seconds;
    }

    /** Reads a recording to its end, and returns its length in seconds. */
    private double read(WavReader reader, String name, SampleSink sink) {
        return samples.read(reader, name, Double.POSITIVE_INFINITY, sink)
                / (double) reader.format().sampleRate();
    }

    /** Of a spectrogram, which has to be whole before it is known where its windows begin. */
    private final class OfMel implements Feeder {

        private final MelWindows mel;
        private final SpectrogramBuilder builder;
        private final MelWindowFeed windowFeed;

        OfMel(MelWindows mel) {
            this.mel = mel;
            builder = new SpectrogramBuilder(mel.preset(), new Memory(SPECTROGRAM_BYTES, Scratch.folder()));
            windowFeed = new MelWindowFeed(mel);
        }

        @Override
        public double feed(WavReader reader, String name, Sink sink) {
            builder.reset();
            double seconds = read(reader, name, builder::feed);
            try (Spectrogram spectrogram = builder.finish(name)) {
                Windows windows = new Windows(spectrogram, mel.frames(), mel.hop());
                for (int i = 0; i < windows.count(); i++) {
                    room(name, sink);
                    mark(
                            Math.max(0, second(windows.first(i), 0)),
                            Math.min(seconds, second(windows.first(i) + mel.frames() - 1, 1)));
                    windowFeed.add(windows, i, batch);
                }
                if (batch.rows() > 0) {
                    run(name, sink);
                }
            }
            return seconds;
        }

        /** When a frame begins or, with {@code ends} of 1, ends. */
        private double second(int frame, int ends) {
            Framing framing = mel.preset().framing();
            boolean centred = framing.padding() != Padding.NONE;
            double begins = (double) frame * framing.hop() - (centred ? framing.windowLength() / 2 : 0);
            return (begins + ends * framing.windowLength()) / mel.sampleRate();
        }
    }

    private void mark(double start, double end) {
        starts[batch.rows()] = start;
        ends[batch.rows()] = end;
    }

    private void room(String name, Sink sink) {
        if (batch.isFull()) {
            run(name, sink);
        }
    }

    private void run(String name, Sink sink) {
        int count = batch.rows();
        Rows rows = model.run(batch, name);
        for (int i = 0; i < count; i++) {
            sink.window(new WindowScores(
                    given,
                    starts[i],
                    ends[i],
                    rows.scores().row(i),
                    rows.embedding().row(i)));
            given++;
        }
    }
}
