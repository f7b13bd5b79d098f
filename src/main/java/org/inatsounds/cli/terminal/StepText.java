package org.inatsounds.cli.terminal;

import java.util.Locale;
import org.inatsounds.Progress;
import org.inatsounds.internal.Quantity;

/** What is shown of a step: a bar as wide as the terminal, or a line for a log. */
final class StepText {

    private static final int SHORTEST_NAME = 12;
    private static final int SHORTEST_BAR = 10;
    private static final int LONGEST_BAR = 40;
    private static final int BAR_FRAME = " []".length();
    private static final String GAP = "  ";
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    private StepText() {}

    /**
     * For example {@code train.tar.gz  43% [███▌    ] 34.2/80.1 GiB  112 MiB/s  6:41 left}. Where there is too little room,
     * the bar goes first, then the time left, then the rate, then the amounts; at last the name is cut.
     *
     * @param columns the longest text that fits on one line
     */
    static String bar(Meter step, Meter.Look look, int columns, boolean unicode) {
        String percent = percent(step, look);
        String head = percent.isEmpty() ? "" : String.format(Locale.ROOT, " %4s", percent);
        int shortestName = Math.min(step.what.length(), SHORTEST_NAME);
        for (String tail : tails(step, look)) {
            int taken = head.length() + (tail.isEmpty() ? 0 : GAP.length() + tail.length());
            if (shortestName + taken <= columns) {
                String name = shortened(step.what, Math.min(step.what.length(), columns - taken));
                int room = Math.min(LONGEST_BAR, columns - taken - name.length() - BAR_FRAME);
                boolean drawn = !percent.isEmpty() && room >= SHORTEST_BAR;
                return join(name + head + (drawn ? " " + drawn(share(step, look), room, unicode) : ""), tail);
            }
        }
        return shortened(step.what, columns);
    }

    /** What stands right of the bar, the fullest first. Columns keep their width, so that the bar doesn't jump. */
    private static String[] tails(Meter step, Meter.Look look) {
        String amounts = amounts(step, look);
        String widest = amounts(step, new Meter.Look(step.total, 0, 0, 0));
        if (step.total != Progress.UNKNOWN) {
            amounts = " ".repeat(Math.max(0, widest.length() - amounts.length())) + amounts;
        }
        String pace = String.format(Locale.ROOT, "%10s", pace(step, look));
        String paceAndLeft = String.format(Locale.ROOT, "%-24s", join(pace, left(step, look)));
        return new String[] {
            join(amounts, step.more(), paceAndLeft), join(amounts, paceAndLeft), join(amounts, pace), amounts, ""
        };
    }

    /** For example {@code train.tar.gz: 34.2/80.1 GiB, 43%, 112 MiB/s, 6:41 left}. */
    static String line(Meter step, Meter.Look look) {
        StringBuilder line = new StringBuilder(step.what).append(": ").append(amounts(step, look));
        for (String part : new String[] {percent(step, look), step.more(), pace(step, look), left(step, look)}) {
            if (!part.isEmpty()) {
                line.append(", ").append(part);
            }
        }
        return line.toString();
    }

    /** The last line of a step that was shown in lines, for example {@code train.tar.gz: 80.1 GiB, done in 12:01}. */
    static String lastLine(Meter step, Meter.Look look) {
        return step.what + ": " + amount(step.unit, look.done()) + ", done in " + Quantity.time(look.seconds());
    }

    private static String join(String... parts) {
        StringBuilder joined = new StringBuilder();
        for (String part : parts) {
            if (!part.isEmpty()) {
                joined.append(joined.isEmpty() ? "" : GAP).append(part);
            }
        }
        return joined.toString();
    }

    private static String shortened(String name, int length) {
        if (name.length() <= length) {
            return name;
        }
        return length < 4 ? "" : name.substring(0, length - 3) + "...";
    }

    private static double share(Meter step, Meter.Look look) {
        return step.total == 0 ? 1 : Math.min(1, Math.max(0, look.done() / (double) step.total));
    }

    /** Rounded down: 100% means done. */
    private static String percent(Meter step, Meter.Look look) {
        return step.total == Progress.UNKNOWN ? "" : (int) (100 * share(step, look)) + "%";
    }

    private static String amounts(Meter step, Meter.Look look) {
        if (step.total == Progress.UNKNOWN) {
            return amount(step.unit, look.done());
        }
        return step.unit == Progress.Unit.BYTES
                ? Quantity.bytesOf(look.done(), step.total)
                : Quantity.count(look.done()) + "/" + amount(step.unit, step.total);
    }

    private static String amount(Progress.Unit unit, long done) {
        return unit == Progress.Unit.BYTES ? Quantity.bytes(done) : Quantity.count(done) + " " + noun(unit);
    }

    private static String noun(Progress.Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    private static String pace(Meter step, Meter.Look look) {
        if (step.total > 0 && look.done() >= step.total) {
            // Nothing more is counted: what is left of the work is behind it.
            return look.stalled() > 0 ? step.ending() : "";
        }
        if (look.stalled() > 0) {
            return "stalled for " + Quantity.time(look.stalled());
        }
        if (Double.isNaN(look.rate())) {
            return "";
        }
        return (step.unit == Progress.Unit.BYTES ? Quantity.bytes(Math.round(look.rate())) : Quantity.rate(look.rate()))
                + "/s";
    }

    /** The time left, or where the end is not known, the time so far. */
    private static String left(Meter step, Meter.Look look) {
        if (step.total == Progress.UNKNOWN) {
            return Quantity.time(look.seconds());
        }
        if (look.stalled() > 0 || !(look.rate() > 0)) {
            return "";
        }
        return Quantity.time(Math.max(0, step.total - look.done()) / look.rate()) + " left";
    }

    private static String drawn(double share, int width, boolean unicode) {
        if (unicode) {
            int eighths = (int) (share * width * 8);
            String full = "█".repeat(eighths / 8);
            String part = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
            return "[" + full + part + " ".repeat(width - full.length() - part.length()) + "]";
        }
        int full = (int) (share * width);
        String head = full < width ? ">" : "";
        return "[" + "=".repeat(full) + head + " ".repeat(width - full - head.length()) + "]";
    }
}
