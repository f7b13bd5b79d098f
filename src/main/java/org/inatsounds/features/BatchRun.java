package org.inatsounds.features;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.inatsounds.BadInputException;
import org.inatsounds.CancelledException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Progress;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Workers;

/**
 * Makes something of each recording of a batch, on several threads. A recording that can't be used is named and counted, and the
 * others go on; when an output can't be written, the batch ends.
 *
 * <pre>{@code
 * BatchRun<Spectrogram> run = new BatchRun<>("spectrograms", listener, output, () -> new SpectrogramMaker(preset, true, memory));
 * BatchResult result = run.run(output.pending(sources), threads);
 * }</pre>
 *
 * @param <T> what is made of a recording
 */
public final class BatchRun<T> {

    private final String name;
    private final Listener listener;
    private final BatchOutput<T> output;
    private final Supplier<? extends Maker<T>> makers;

    /**
     * Makes one; nothing is begun.
     *
     * @param name of the step, for progress
     * @param listener hears of recordings that can't be used, and how far the batch is
     * @param output takes what is made; it is closed in the end
     * @param makers gives one for each thread, in that thread
     */
    public BatchRun(String name, Listener listener, BatchOutput<T> output, Supplier<? extends Maker<T>> makers) {
        this.name = name;
        this.listener = listener;
        this.output = output;
        this.makers = makers;
    }

    /**
     * Runs the whole batch, and ends the output. Whatever ended it early is thrown.
     *
     * @param jobs how many threads, at least 1
     * @throws CancelledException if the calling thread was interrupted: what was finished before is kept
     */
    public BatchResult run(List<BatchSource> sources, int jobs) {
        BatchTally tally = new BatchTally(listener);
        List<Maker<T>> opened = new ArrayList<>();
        long start = System.nanoTime();
        try (Progress.Step step = listener.progress().start(name, sources.size(), Progress.Unit.RECORDINGS);
                Workers workers = new Workers(name, Math.max(1, Math.min(jobs, sources.size())))) {
            step.also(() -> audio(tally.seconds(), (System.nanoTime() - start) / 1e9));
            workers.each(
                    sources.size(),
                    thread -> {
                        Maker<T> maker = makers.get();
                        synchronized (opened) {
                            opened.add(maker);
                        }
                        return index -> {
                            one(index, sources.get(index), maker, tally);
                            step.advance(1);
                        };
                    },
                    output::abort);
            output.finish();
        } finally {
            opened.forEach(Maker::close);
            output.close();
        }
        return tally.result();
    }

    /** For example {@code 1:02:03 of audio, 2,310 s/s}. */
    private static String audio(double seconds, double elapsed) {
        return Quantity.time(seconds) + " of audio, " + Quantity.rate(seconds / Math.max(elapsed, 0.1)) + " s/s";
    }

    private void one(int index, BatchSource source, Maker<T> maker, BatchTally tally) {
        Made<T> made;
        try {
            made = maker.make(source);
        } catch (BadInputException e) {
            tally.failed(index, source, e);
            output.skip(index);
            return;
        }
        try {
            output.take(index, source, made);
        } catch (DataMismatchException e) {
            tally.failed(index, source, e);
            return;
        }
        tally.used(index, source, made.frames(), made.heard());
    }
}
