package org.inatsounds.features;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Listener;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of the recordings of a batch, and tells of those that something is wrong with. Thread-safe. */
final class BatchTally {

    /** So many failures are named one by one; those of 45,000 missing files would help nobody. */
    private static final int NAMED_AT_MOST = 20;

    private static final double MILLIS = 1e3;

    private final Listener listener;

    private final LongAdder made = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder millis = new LongAdder();
    private final AtomicInteger named = new AtomicInteger();

    // By the place of the recording in the batch.
    private final Map<Integer, RecordingProblem> failed = new ConcurrentSkipListMap<>();
    private final Map<Integer, RecordingProblem> truncated = new ConcurrentSkipListMap<>();
    private final Map<Integer, RecordingProblem> leftOut = new ConcurrentSkipListMap<>();
    private final Map<Integer, RecordingProblem> upsampled = new ConcurrentSkipListMap<>();
    private final Map<Integer, RecordingProblem> outOfScale = new ConcurrentSkipListMap<>();

    BatchTally(Listener listener) {
        this.listener = listener;
    }

    /** Of a recording that was used. */
    void used(int index, BatchSource source, long count, Heard heard) {
        made.increment();
        frames.add(count);
        millis.add(Math.round(heard.seconds() * MILLIS));
        warn(index, source, heard.truncation(), truncated);
        warn(index, source, heard.leftOut(), leftOut);
        String empty = heard.emptyAbove();
        if (empty != null) {
            // Of a folder of them one line is enough: whoever gets the result says it.
            upsampled.put(index, new RecordingProblem(source.name(), empty));
        }
        String scale = heard.otherScale();
        if (scale != null) {
            outOfScale.put(index, new RecordingProblem(source.name(), scale));
        }
    }

    private void warn(int index, BatchSource source, @Nullable String what, Map<Integer, RecordingProblem> into) {
        if (what != null) {
            if (named.get() <= NAMED_AT_MOST) {
                listener.warn(source.name() + ": " + what);
            }
            into.put(index, new RecordingProblem(source.name(), what));
        }
    }

    /**
     * Of a recording that could not be used. Names it at once; after the first few, it is enough to count them.
     *
     * @return the reason
     */
    String failed(int index, BatchSource source, InatsoundsException failure) {
        RecordingProblem problem = problem(source, failure);
        failed.put(index, problem);
        return problem.reason();
    }

    private RecordingProblem problem(BatchSource source, InatsoundsException failure) {
        String message = String.valueOf(failure.getMessage());
        // What was not fetched is said once for all of a split.
        int number = source.isAbsent() ? 0 : named.incrementAndGet();
        if (number == 0) {
            return new RecordingProblem(source.name(), "it is not in the data folder");
        }
        if (number <= NAMED_AT_MOST) {
            listener.error(message);
        } else if (number == NAMED_AT_MOST + 1) {
            listener.error("more recordings failed; --format json lists them all");
        }
        String prefix = source.name() + ": ";
        return new RecordingProblem(
                source.name(), message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }

    /** Of all recordings that were used. */
    double seconds() {
        return millis.sum() / MILLIS;
    }

    /** Of all recordings. The batch is over: says what is said once, however many there are. */
    BatchResult result() {
        if (!outOfScale.isEmpty()) {
            RecordingProblem first = outOfScale.values().iterator().next();
            listener.warn((outOfScale.size() == 1
                            ? "1 recording has"
                            : Quantity.count(outOfScale.size()) + " recordings have")
                    + " samples on another scale; " + first.file() + ": " + first.reason());
        }
        return new BatchResult(
                made.sum(),
                List.copyOf(failed.values()),
                List.copyOf(truncated.values()),
                List.copyOf(leftOut.values()),
                List.copyOf(upsampled.values()),
                List.copyOf(outOfScale.values()),
                frames.sum(),
                seconds());
    }
}
