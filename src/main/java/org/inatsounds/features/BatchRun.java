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
import org.jspecify.annotations.Nullable;

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
        return run(sources, null, jobs);
    }

    /**
     * The same of recordings that come out of archives. The output ends when the checksums of these were right, not before.
     *
     * @param feed where they come from; it is closed in the end
     * @throws DataMismatchException if an archive is damaged, or its checksum is another one: what was made of it is discarded
     * @throws CancelledException if the calling thread was interrupted: what was finished before is kept
     */
    public BatchResult run(ArchiveFeed feed, int jobs) {
        try (feed) {
            return run(feed.pending(), feed, jobs);
        } catch (DataMismatchException e) {
            output.discard(feed.discard(e));
            throw e;
        } finally {
            output.close();
        }
    }

    private BatchResult run(List<BatchSource> sources, @Nullable ArchiveFeed feed, int jobs) {
        BatchTally tally = new BatchTally(listener);
        List<Maker<T>> opened = new ArrayList<>();
        long start = System.nanoTime();
        try (Progress.Step step = listener.progress().start(name, sources.size(), Progress.Unit.RECORDINGS);
                Workers workers = new Workers(name, Math.max(1, Math.min(jobs, sources.size())))) {
            step.also(() -> audio(tally.seconds(), (System.nanoTime() - start) / 1e9));
            Pieces<T> pieces = feed == null
                    ? (piece, maker) -> one(piece, sources.get(piece), maker, tally)
                    : arriving(feed, tally);
            int before = feed == null ? 0 : begin(feed, tally);
            step.advance(before);
            workers.each(
                    sources.size() - before,
                    thread -> {
                        Maker<T> maker = makers.get();
                        synchronized (opened) {
                            opened.add(maker);
                        }
                        return index -> {
                            pieces.make(index, maker);
                            step.advance(1);
                        };
                    },
                    () -> {
                        output.abort();
                        if (feed != null) {
                            feed.abort();
                        }
                    });
            if (feed != null) {
                end(feed, tally);
            }
            output.finish();
        } finally {
            opened.forEach(Maker::close);
            if (feed == null) {
                output.close();
            }
        }
        return tally.result();
    }

    /** What is done with a piece of the batch. */
    @FunctionalInterface
    private interface Pieces<T> {
        void make(int piece, Maker<T> maker);
    }

    /** Tells what failed in an earlier run already; how many these are. */
    private static int begin(ArchiveFeed feed, BatchTally tally) {
        feed.failedBefore().forEach((index, reason) -> {
            BatchSource source = feed.pending().get(index);
            tally.failed(index, source, new BadInputException(source.name() + ": " + reason));
        });
        feed.start();
        return feed.failedBefore().size();
    }

    /** Whichever piece it is: the next recording that arrives. */
    private Pieces<T> arriving(ArchiveFeed feed, BatchTally tally) {
        boolean told = output.onKept(feed::kept);
        return (piece, maker) -> {
            ArchiveFeed.Arrived next = feed.next();
            if (next == null) {
                return;
            }
            try {
                String failure = make(next.order(), next.index(), next.source(), maker, tally);
                if (failure != null) {
                    feed.failed(next, failure);
                } else if (!told) {
                    feed.kept(next.order());
                }
            } catch (RuntimeException e) {
                // The archive ended in it. Others that arrived before are used all the same.
                if (!feed.isFailure(e)) {
                    throw e;
                }
            } finally {
                next.bytes().drop();
            }
        };
    }

    private void end(ArchiveFeed feed, BatchTally tally) {
        try {
            feed.end();
        } catch (CancelledException e) {
            output.abort();
            throw e;
        }
        feed.missing()
                .forEach((index, reason) -> tally.failed(index, feed.pending().get(index), reason));
    }

    /** For example {@code 1:02:03 of audio, 2,310 s/s}. */
    private static String audio(double seconds, double elapsed) {
        return Quantity.time(seconds) + " of audio, " + Quantity.rate(seconds / Math.max(elapsed, 0.1)) + " s/s";
    }

    private void one(int index, BatchSource source, Maker<T> maker, BatchTally tally) {
        make(index, index, source, maker, tally);
    }

    /**
     * Makes something of a recording.
     *
     * @param order of it among those that the output gets
     * @param index of it in the batch
     * @return why it can't be used; null if it was
     */
    private @Nullable String make(int order, int index, BatchSource source, Maker<T> maker, BatchTally tally) {
        Made<T> made;
        try {
            made = maker.make(source);
        } catch (BadInputException e) {
            output.skip(order);
            return tally.failed(index, source, e);
        }
        try {
            output.take(order, source, made);
        } catch (DataMismatchException e) {
            return tally.failed(index, source, e);
        }
        tally.used(index, source, made.frames(), made.heard());
        return null;
    }
}
