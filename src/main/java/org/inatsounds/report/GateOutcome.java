package org.inatsounds.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one gate.
 *
 * @param kind what it looks at
 * @param metric its name
 * @param limit the least value, or the greatest loss
 * @param value of the metric or, for a loss, what it lost against the baseline (negative for a gain); null where the metric
 *     is not available
 * @param met whether it is met; a metric that is not available meets none
 */
public record GateOutcome(
        Kind kind, String metric, double limit, @Nullable Double value, boolean met) {

    /** What a gate looks at. */
    public enum Kind {
        /** The metric itself. */
        FAIL_UNDER,
        /** What it loses against a baseline. */
        FAIL_REGRESS;

        /** The option without its dashes. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What was wanted and got, in a line. */
    public String sentence() {
        return "gate " + metric + ": " + (met ? "met" : "not met") + ", expected " + expected() + ", got " + got();
    }

    /** What was wanted. */
    String expected() {
        return switch (kind) {
            case FAIL_UNDER -> "at least " + limit;
            case FAIL_REGRESS -> "to lose at most " + limit + " against the baseline";
        };
    }

    /** What was got. */
    String got() {
        Double v = value;
        if (v == null) {
            return "no value";
        }
        return switch (kind) {
            case FAIL_UNDER -> v.toString();
            case FAIL_REGRESS -> v > 0 ? "a loss of " + v : v < 0 ? "a gain of " + -v : "no difference";
        };
    }
}
