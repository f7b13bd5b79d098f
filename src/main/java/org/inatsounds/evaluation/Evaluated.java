package org.inatsounds.evaluation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An evaluation, and what is needed to say how certain it is and to compare it with another. */
public final class Evaluated {

    private final Evaluation evaluation;
    private final String file;
    private final List<Integer> leftOut;
    private final PredictedClasses guesses;
    private final @Nullable Resamples resamples;
    private final List<RecordingResult> perRecording;
    private final @Nullable FixedResult fixed;

    /**
     * Puts together.
     *
     * @param file the name of the predictions, for messages
     * @param leftOut the recordings that do not count for want of a row
     */
    Evaluated(
            Evaluation evaluation,
            String file,
            List<Integer> leftOut,
            PredictedClasses guesses,
            @Nullable Resamples resamples) {
        this(evaluation, file, leftOut, guesses, resamples, List.of(), null);
    }

    private Evaluated(
            Evaluation evaluation,
            String file,
            List<Integer> leftOut,
            PredictedClasses guesses,
            @Nullable Resamples resamples,
            List<RecordingResult> perRecording,
            @Nullable FixedResult fixed) {
        this.evaluation = evaluation;
        this.file = file;
        this.leftOut = List.copyOf(leftOut);
        this.guesses = guesses;
        this.resamples = resamples;
        this.perRecording = List.copyOf(perRecording);
        this.fixed = fixed;
    }

    /** The same, with what else was wanted. */
    Evaluated with(List<RecordingResult> recordings, @Nullable FixedResult atThresholds) {
        return new Evaluated(evaluation, file, leftOut, guesses, resamples, recordings, atThresholds);
    }

    /** Each recording of a class that competes, in the order of the annotations; none unless they were wanted. */
    public List<RecordingResult> perRecording() {
        return perRecording;
    }

    /** F1 at thresholds that were given; null when there were none. */
    public @Nullable FixedResult fixed() {
        return fixed;
    }

    /** The result. */
    public Evaluation evaluation() {
        return evaluation;
    }

    /** What each recording was taken for. */
    public PredictedClasses guesses() {
        return guesses;
    }

    /**
     * An interval for each metric that has a value; empty without resamples. It is centred: percentiles of how the resamples
     * deviate from their mean, added to the metric. It always holds the metric, and ends at 0 and 1.
     *
     * @param confidence above 0, below 1
     */
    public Map<Metric, Interval> intervals(double confidence) {
        Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.ALL) {
            Double value = metric.of(evaluation);
            if (resamples != null && value != null) {
                intervals.put(metric, resamples.centred(metric, value).interval(confidence, 0));
            }
        }
        return intervals;
    }

    String file() {
        return file;
    }

    List<Integer> leftOut() {
        return leftOut;
    }

    @Nullable
    Resamples resamples() {
        return resamples;
    }
}
