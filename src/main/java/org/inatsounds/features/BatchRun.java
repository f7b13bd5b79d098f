package org.inatsounds.features;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Listener;
import org.inatsounds.Progress;
import org.inatsounds.internal.Quantity;
import org.inatsounds.report.BatchSummary.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Makes the spectrograms of a batch on several threads. A recording that can't be used is named and counted, and the others
 * go on; when an output can't be written, the batch ends.
 */
public final class BatchRun {

    /** So many failures are named one by one; those of 45,000 missing files would help nobody. */
    private static final int NAMED_AT_MOST = 20;

    private static final double MILLIS = 1e3;

    private final Listener listener;
    private final BatchOutput output;
    private final Supplier<SpectrogramMaker> makers;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final LongAdder written = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder millis = new LongAdder();
    private final AtomicInteger named = new AtomicInteger();

    /**
     * What became of the recordings.
     *
     * @param failed in the order of the batch
     * @param truncated files cut short
     * @param leftOut files with more sound than was used
     * @param upsampled files of a low sample rate, which have nothing in the upper bands
     */
    public record Result(
            long written,
            List<Problem> failed,
            List<Problem> truncated,
            List<Problem> leftOut,
            List<Problem> upsampled,
            long frames,
            double seconds) {}

    /** What is to be said of recordings that were used. */
    private final class Notes {

        private final @Nullable Problem[] truncated;
        private final @Nullable Problem[] leftOut;
        private final @Nullable Problem[] upsampled;

        Notes(int recordings) {
            truncated = new Problem[recordings];
            leftOut = new Problem[recordings];
            upsampled = new Problem[recordings];
        }

        void of(int index, BatchSource source, SpectrogramMaker.Made made) {
            truncated[index] = said(source, made.truncation());
            leftOut[index] = said(source, made.leftOut());
            String empty = made.emptyAbove();
            // Of a folder of them one line is enough: the command says it.
            upsampled[index] = empty == null ? null : new Problem(source.name(), empty);
        }

        private @Nullable Problem said(BatchSource source, @Nullable String what) {
            if (what == null) {
                return null;
            }
            if (named.get() <= NAMED_AT_MOST) {
                listener.warn(source.name() + ": " + what);
            }
            return new Problem(source.name(), what);
        }
    }

    public BatchRun(Listener listener, BatchOutput output, Supplier<SpectrogramMaker> makers) {
        this.listener = listener;
        this.output = output;
        this.makers = makers;
    }

    /** Failures are counted, but not named: it was done before. */
    public BatchRun quietly(boolean quiet) {
        if (quiet) {
            named.set(NAMED_AT_MOST + 1);
        }
        return this;
    }

    /** Runs the whole batch, and ends the output. Whatever ended it early is thrown. */
    public Result run(List<BatchSource> sources, int jobs) {
        @Nullable Problem[] failed = new Problem[sources.size()];
        Notes notes = new Notes(sources.size());
        long start = System.nanoTime();
        try (Progress.Step step = listener.progress().start("spectrograms", sources.size(), Progress.Unit.RECORDINGS)) {
            step.also(() -> audio((System.nanoTime() - start) / 1e9));
            inParallel(Math.min(jobs, sources.size()), () -> work(sources, failed, notes, step));
            Throwable ended = failure.get();
            if (ended instanceof RuntimeException e) {
                throw e;
            } else if (ended instanceof Error e) {
                throw e;
            }
            output.finish();
        } finally {
            output.close();
        }
        return new Result(
                written.sum(),
                found(failed),
                found(notes.truncated),
                found(notes.leftOut),
                found(notes.upsampled),
                frames.sum(),
                millis.sum() / MILLIS);
    }

    private static List<Problem> found(@Nullable Problem[] problems) {
        List<Problem> found = new ArrayList<>();
        for (Problem problem : problems) {
            if (problem != null) {
                found.add(problem);
            }
        }
        return found;
    }

    /** For example {@code 1:02:03 of audio, 2,310 s/s}. */
    private String audio(double elapsed) {
        double seconds = millis.sum() / MILLIS;
        return Quantity.time(seconds) + " of audio, " + Quantity.rate(seconds / Math.max(elapsed, 0.1)) + " s/s";
    }

    private static void inParallel(int jobs, Runnable work) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i < jobs; i++) {
            Thread thread = new Thread(work, "spectrograms-" + (i + 1));
            thread.start();
            threads.add(thread);
        }
        work.run();
        for (Thread thread : threads) {
            boolean joined = false;
            while (!joined) {
                try {
                    thread.join();
                    joined = true;
                } catch (InterruptedException e) {
                    // Nobody interrupts this thread: Ctrl-C ends the process.
                    joined = !thread.isAlive();
                }
            }
        }
    }

    // Whatever is thrown has to reach the thread that waits: OutOfMemoryError too.
    @SuppressWarnings("CatchingUnchecked")
    private void work(List<BatchSource> sources, @Nullable Problem[] failed, Notes notes, Progress.Step step) {
        try {
            SpectrogramMaker maker = makers.get();
            for (int i = next.getAndIncrement();
                    i < sources.size() && failure.get() == null;
                    i = next.getAndIncrement()) {
                one(i, sources.get(i), maker, failed, notes);
                step.advance(1);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            output.abort();
        }
    }

    private void one(int index, BatchSource source, SpectrogramMaker maker, @Nullable Problem[] failed, Notes notes) {
        SpectrogramMaker.Made made;
        try {
            made = maker.make(source);
        } catch (BadInputException e) {
            failed[index] = problem(source, e);
            output.skip(index);
            return;
        }
        int count = made.spectrogram().frames();
        try {
            output.take(index, source, made);
        } catch (DataMismatchException e) {
            failed[index] = problem(source, e);
            return;
        }
        notes.of(index, source, made);
        written.increment();
        frames.add(count);
        millis.add(Math.round(made.seconds() * MILLIS));
    }

    /** Names a failure at once; after the first few, it is enough to count them. */
    private Problem problem(BatchSource source, InatsoundsException failure) {
        String message = String.valueOf(failure.getMessage());
        // What was not fetched is said once for all of a split.
        int number = source.isAbsent() ? 0 : named.incrementAndGet();
        if (number == 0) {
            return new Problem(source.name(), "it is not in the data folder");
        }
        if (number <= NAMED_AT_MOST) {
            listener.error(message);
        } else if (number == NAMED_AT_MOST + 1) {
            listener.error("more recordings failed; --format json lists them all");
        }
        String prefix = source.name() + ": ";
        return new Problem(source.name(), message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }
}
