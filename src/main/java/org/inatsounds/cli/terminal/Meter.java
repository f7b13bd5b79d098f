package org.inatsounds.cli.terminal;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.inatsounds.Progress;

/**
 * Counts one step of long work. Counting is an addition without a lock; everything else happens when somebody looks.
 *
 * <p>The rate is that of the last {@value #WINDOW_SECONDS} seconds, from samples that {@link #look} takes.
 */
final class Meter implements Progress.Step {

    static final int WINDOW_SECONDS = 8;

    /** Without a sign of life for so long, a step counts as stalled. */
    static final double STALLED_SECONDS = 4;

    /** A rate over less time than this says nothing. */
    private static final double SHORTEST_SECONDS = 0.5;

    private static final double NANOS = 1e9;
    private static final int SAMPLES = 128;
    private static final long SAMPLE_EVERY = (long) (WINDOW_SECONDS * NANOS / (SAMPLES - 2));

    final String what;
    final long total;
    final Progress.Unit unit;

    private final LongAdder worked = new LongAdder();
    private final LongAdder earlier = new LongAdder();
    private final long started;
    private final Consumer<Meter> onClose;
    private volatile Supplier<String> more = () -> "";
    private volatile String ending = "finishing";

    // A ring of samples, written and read by the one thread that looks.
    private final long[] times = new long[SAMPLES];
    private final long[] counts = new long[SAMPLES];
    private int samples;
    private long lastCount;
    private long lastChange;

    /**
     * What can be said of a step at one moment.
     *
     * @param done how much is done, what an earlier run did included
     * @param rate units a second, or NaN where it is too early to tell
     * @param seconds since the step began
     * @param stalled seconds without any progress, or 0 as long as that means nothing
     */
    record Look(long done, double rate, double seconds, double stalled) {}

    Meter(String what, long total, Progress.Unit unit, long now, Consumer<Meter> onClose) {
        this.what = what;
        this.total = total;
        this.unit = unit;
        this.started = now;
        this.lastChange = now;
        this.onClose = onClose;
        this.times[0] = now;
        this.samples = 1;
    }

    @Override
    public void advance(long count) {
        worked.add(count);
    }

    @Override
    public void alreadyDone(long count) {
        earlier.add(count);
    }

    @Override
    public void also(Supplier<String> said) {
        more = said;
    }

    @Override
    public void ending(String what) {
        ending = what;
    }

    /** What is done when everything is counted and the step is not over yet. */
    String ending() {
        return ending;
    }

    /** What is shown beside the count; mostly nothing. */
    String more() {
        return more.get();
    }

    @Override
    public void close() {
        onClose.accept(this);
    }

    /** Looks at the step. To be called by one thread, at least a few times a second. */
    Look look(long now) {
        long count = worked.sum();
        if (count != lastCount) {
            lastCount = count;
            lastChange = now;
        }
        if (now - times[(samples - 1) % SAMPLES] >= SAMPLE_EVERY) {
            times[samples % SAMPLES] = now;
            counts[samples % SAMPLES] = count;
            samples++;
        }
        double still = (now - lastChange) / NANOS;
        return new Look(
                count + earlier.sum(), rate(now, count), (now - started) / NANOS, still >= STALLED_SECONDS ? still : 0);
    }

    private double rate(long now, long count) {
        int oldest = Math.max(0, samples - SAMPLES + 1);
        while (oldest < samples - 1 && now - times[oldest % SAMPLES] > WINDOW_SECONDS * NANOS) {
            oldest++;
        }
        double seconds = (now - times[oldest % SAMPLES]) / NANOS;
        if (seconds < SHORTEST_SECONDS) {
            return Double.NaN;
        }
        return Math.max(0, count - counts[oldest % SAMPLES]) / seconds;
    }
}
