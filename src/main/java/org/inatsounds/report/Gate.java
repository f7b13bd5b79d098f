package org.inatsounds.report;

import java.util.List;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.Comparison;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.internal.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * A limit for a metric.
 *
 * @param limit a fraction in [0, 1]
 */
public record Gate(Metric metric, double limit) {

    /** 21 of 30, as a sum of parts, is a little less than 0.7: what is so near to a limit meets it. */
    private static final double ROUNDING = 1e-12;

    private static final List<String> NAMES =
            Metric.ALL.stream().map(Metric::label).toList();

    /**
     * Reads {@code map=0.35}.
     *
     * @throws UsageException if it is none
     */
    public static Gate parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new UsageException("expected METRIC=VALUE such as map=0.35, got '" + text + "'");
        }
        String name = text.substring(0, equals).strip();
        int index = NAMES.indexOf(name);
        if (index < 0) {
            throw new UsageException("expected top1, top5, map, mf1, roc_auc, micro_top1 or micro_top5, got '" + name
                    + "'" + Suggestions.question(name, NAMES));
        }
        return new Gate(
                Metric.ALL.get(index), fraction(text.substring(equals + 1).strip()));
    }

    private static double fraction(String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= 0 && value <= 1)) {
            throw new UsageException("expected a value from 0 to 1, got '" + text + "'");
        }
        return value;
    }

    /** Whether the metric is high enough. */
    public GateOutcome atLeast(Evaluation evaluation) {
        Double value = metric.of(evaluation);
        boolean met = value != null && value >= limit - ROUNDING;
        return new GateOutcome(GateOutcome.Kind.FAIL_UNDER, metric.label(), limit, value, met);
    }

    /** Whether it lost no more than that. A comparison without the metric meets nothing. */
    public GateOutcome atMostLost(@Nullable Comparison comparison) {
        Comparison.Difference difference =
                comparison == null ? null : comparison.differences().get(metric);
        // Zero minus zero, and not minus zero.
        Double loss = difference == null ? null : (Double) (0 - difference.value());
        boolean met = loss != null && loss <= limit + ROUNDING;
        return new GateOutcome(GateOutcome.Kind.FAIL_REGRESS, metric.label(), limit, loss, met);
    }
}
