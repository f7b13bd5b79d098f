package org.inatsounds.cli;

import java.util.Map;
import java.util.function.Function;
import org.inatsounds.Suggestions;
import org.inatsounds.evaluation.Evaluation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A metric that must not be too low.
 *
 * @param metric its name, as in the result
 * @param atLeast a fraction in [0, 1]
 */
record Gate(String metric, double atLeast) {

    private static final Map<String, Function<Evaluation, @Nullable Double>> METRICS = Map.of(
            "top1", evaluation -> evaluation.metrics().top1(),
            "top5", evaluation -> evaluation.metrics().top5(),
            "map", evaluation -> evaluation.metrics().map(),
            "mf1", evaluation -> evaluation.metrics().mf1(),
            "roc_auc", evaluation -> evaluation.also().rocAuc(),
            "micro_top1", evaluation -> evaluation.also().microTop1(),
            "micro_top5", evaluation -> evaluation.also().microTop5());

    /** Reads {@code map=0.35}. */
    static final class Converter implements ITypeConverter<Gate> {

        @Override
        public Gate convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new TypeConversionException("expected METRIC=VALUE such as map=0.35, got '" + text + "'");
            }
            String metric = text.substring(0, equals).strip();
            if (!METRICS.containsKey(metric)) {
                throw new TypeConversionException(
                        "expected top1, top5, map, mf1, roc_auc, micro_top1 or micro_top5, got '" + metric + "'"
                                + Suggestions.question(metric, METRICS.keySet()));
            }
            return new Gate(metric, fraction(text.substring(equals + 1).strip()));
        }

        private static double fraction(String text) {
            double value;
            try {
                value = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                value = Double.NaN;
            }
            if (!(value >= 0 && value <= 1)) {
                throw new TypeConversionException("expected a value from 0 to 1, got '" + text + "'");
            }
            return value;
        }
    }

    /** The metric's value; null when it is not available. */
    private @Nullable Double value(Evaluation evaluation) {
        Function<Evaluation, @Nullable Double> value = METRICS.get(metric);
        return value == null ? null : value.apply(evaluation);
    }

    /** Whether the metric is high enough. One that is not available isn't. */
    boolean isMet(Evaluation evaluation) {
        Double value = value(evaluation);
        return value != null && value >= atLeast;
    }

    /** What was wanted, and got. */
    String outcome(Evaluation evaluation) {
        Double value = value(evaluation);
        return "gate " + metric + ": " + (isMet(evaluation) ? "met" : "not met") + ", expected at least " + atLeast
                + ", got " + (value == null ? "no value" : value.toString());
    }
}
