package org.inatsounds.evaluation;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is measured, in the order in which results list it. */
public enum Metric {
    /** {@link Evaluation.Metrics#top1()}. */
    TOP1,
    /** {@link Evaluation.Metrics#top5()}. */
    TOP5,
    /** {@link Evaluation.Metrics#map()}: the dataset's primary metric. */
    MAP,
    /** {@link Evaluation.Metrics#mf1()}. */
    MF1,
    /** {@link Evaluation.OtherMetrics#rocAuc()}. */
    ROC_AUC,
    /** {@link Evaluation.OtherMetrics#microTop1()}. */
    MICRO_TOP1,
    /** {@link Evaluation.OtherMetrics#microTop5()}. */
    MICRO_TOP5;

    /** All of them. */
    public static final List<Metric> ALL = List.of(values());

    /** Its value, a fraction in [0, 1]; null when it is not available. */
    public @Nullable Double of(Evaluation evaluation) {
        return switch (this) {
            case TOP1 -> (Double) evaluation.metrics().top1();
            case TOP5 -> (Double) evaluation.metrics().top5();
            case MAP -> evaluation.metrics().map();
            case MF1 -> evaluation.metrics().mf1();
            case ROC_AUC -> evaluation.others().rocAuc();
            case MICRO_TOP1 -> (Double) evaluation.others().microTop1();
            case MICRO_TOP5 -> (Double) evaluation.others().microTop5();
        };
    }

    /** Its name in results: {@code top1}, {@code roc_auc}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
