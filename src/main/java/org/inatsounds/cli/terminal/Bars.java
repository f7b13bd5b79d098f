package org.inatsounds.cli.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import org.inatsounds.Progress;
import org.inatsounds.internal.Text;

/**
 * Shows the steps of long work on a console. A thread of its own looks at them a few times a second, so that counting costs
 * the work nothing. A step that ends within a moment is never seen. When a step ends, its bar goes: what is left on the
 * screen is what the command says.
 */
final class Bars implements AutoCloseable {

    private static final long REDRAW_MILLIS = 100;
    private static final long SECOND = 1_000_000_000L;
    static final long FIRST_LINE = 3 * SECOND;
    static final long NEXT_LINE = 5 * SECOND;

    private final Console console;
    private final Clock clock;

    /** The steps under way, the newest first: that one is shown. */
    private final Deque<Shown> steps = new ArrayDeque<>();

    private boolean running;

    /** The time, and who looks when. A test turns it by hand. */
    static class Clock {

        long nanos() {
            return System.nanoTime();
        }

        /** Calls {@code look} about ten times a second until it returns false. */
        void start(BooleanSupplier look) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            do {
                                Thread.sleep(REDRAW_MILLIS);
                            } while (look.getAsBoolean());
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "progress");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static final class Shown {
        final Meter meter;
        final boolean bar;
        long nextLine;
        boolean lineShown;

        Shown(Meter meter, boolean bar, long nextLine) {
            this.meter = meter;
            this.bar = bar;
            this.nextLine = nextLine;
        }
    }

    Bars(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    Progress shownAs(boolean bar) {
        return (what, total, unit) -> begin(what, total, unit, bar);
    }

    private synchronized Progress.Step begin(String what, long total, Progress.Unit unit, boolean bar) {
        long now = clock.nanos();
        Meter meter = new Meter(Text.printable(what), total, unit, now, this::end);
        steps.push(new Shown(meter, bar, now + FIRST_LINE));
        if (!running) {
            running = true;
            clock.start(this::look);
        }
        return meter;
    }

    /** Shows how far the newest step is. False when there is none, and nobody needs to look again. */
    private synchronized boolean look() {
        long now = clock.nanos();
        Shown newest = steps.peek();
        if (newest == null) {
            running = false;
            return false;
        }
        for (Shown step : steps) {
            Meter.Look look = step.meter.look(now);
            if (step == newest) {
                show(step, look, now);
            }
        }
        return true;
    }

    private void show(Shown step, Meter.Look look, long now) {
        if (step.bar) {
            // The last column stays free: writing there makes some terminals begin a new line.
            console.draw(StepText.bar(step.meter, look, console.columns() - 1, console.drawsUnicode()));
        } else if (now >= step.nextLine) {
            console.notice(StepText.line(step.meter, look));
            step.nextLine = now + NEXT_LINE;
            step.lineShown = true;
        }
    }

    private synchronized void end(Meter meter) {
        for (Iterator<Shown> each = steps.iterator(); each.hasNext(); ) {
            Shown step = each.next();
            if (step.meter == meter) {
                each.remove();
                takeLeave(step);
                return;
            }
        }
    }

    private void takeLeave(Shown step) {
        if (step.bar) {
            console.draw("");
        } else if (step.lineShown) {
            Meter.Look look = step.meter.look(clock.nanos());
            // A step also ends when it fails. Only where the whole is known can it be told apart.
            if (step.meter.total != Progress.UNKNOWN && look.done() >= step.meter.total) {
                console.notice(StepText.lastLine(step.meter, look));
            }
        }
    }

    @Override
    public synchronized void close() {
        steps.clear();
    }
}
