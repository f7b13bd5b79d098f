package org.inatsounds.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.Evaluated;
import org.inatsounds.evaluation.EvaluationRun.Comparing;
import org.inatsounds.evaluation.Peer;
import org.inatsounds.evaluation.Resampling;
import org.inatsounds.evaluation.predictions.PredictionFiles;
import org.inatsounds.internal.InputFile;
import org.inatsounds.report.Uncertainty;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How certain a result is, and what it is compared with. */
public final class ComparisonOptions {

    private static final double DEFAULT_CONFIDENCE = 0.95;

    /** An interval's third digit no longer changes long before. */
    private static final int MOST_RESAMPLES = 1_000_000;

    @Option(names = "--confidence", paramLabel = "LEVEL")
    private @Nullable Double confidence;

    @Option(names = "--resamples", paramLabel = "N", defaultValue = "1000")
    private int resamples;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0")
    private long seed;

    @Option(names = "--baseline", paramLabel = "FILE")
    private @Nullable Path baseline;

    @Option(names = "--compat", paramLabel = "TOOL", defaultValue = "none")
    private Peer peer = Peer.NONE;

    /**
     * Checks before work begins.
     *
     * @param predictions what is compared
     */
    public void check(List<Path> predictions) {
        if (confidence != null && !(confidence > 0 && confidence < 1)) {
            throw new UsageException("--confidence: expected a number above 0 and below 1, got " + confidence);
        }
        if (resamples < 0 || resamples > MOST_RESAMPLES) {
            throw new UsageException(
                    String.format(Locale.ROOT, "--resamples: expected 0 to %,d, got %,d", MOST_RESAMPLES, resamples));
        }
        if (confidence != null && resamples == 0) {
            throw new UsageException("--resamples: expected at least 1 with --confidence, got 0");
        }
        for (Path file : predictions) {
            boolean pipe = InputFile.isPipe(file);
            if (peer != Peer.NONE && (pipe || PredictionFiles.isStandardInput(file))) {
                throw new UsageException("--compat: expected a file of predictions, got "
                        + (pipe ? "a pipe" : "standard input") + ": it is read twice");
            }
        }
        if (baseline == null || !PredictionFiles.isStandardInput(baseline)) {
            InputFile.requireThere(baseline);
        } else if (predictions.stream().anyMatch(PredictionFiles::isStandardInput)) {
            throw new UsageException(
                    "--baseline: expected a file, got standard input, from which the predictions are read");
        }
    }

    /** The other predictions; null without. */
    @Nullable
    public Path baseline() {
        return baseline;
    }

    /** Another tool whose word is wanted. */
    public Peer peer() {
        return peer;
    }

    /** All that a result is compared with. */
    Comparing comparing() {
        return new Comparing(baseline, confidence(), peer);
    }

    /** How certain a result is; null where nothing was resampled. */
    @Nullable
    public Uncertainty uncertainty(Evaluated result, @Nullable Resampling resampling) {
        return resampling == null ? null : new Uncertainty(confidence(), resampling, result.intervals(confidence()));
    }

    private double confidence() {
        return confidence == null ? DEFAULT_CONFIDENCE : confidence;
    }

    public boolean wantsIntervals() {
        return confidence != null || baseline != null;
    }

    /** How to resample; null when no intervals are wanted. */
    @Nullable
    public Resampling resampling() {
        return wantsIntervals() ? always() : null;
    }

    /** How to resample where intervals are always wanted; null when there are to be no resamples. */
    @Nullable
    public Resampling always() {
        return resamples > 0 ? new Resampling(resamples, seed) : null;
    }
}
