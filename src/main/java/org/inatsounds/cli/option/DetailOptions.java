package org.inatsounds.cli.option;

import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.TrainingAnnotations;
import org.inatsounds.evaluation.Evaluated;
import org.inatsounds.evaluation.FixedThresholds;
import org.inatsounds.evaluation.Wanted;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.internal.InputFile;
import org.inatsounds.internal.SystemPaths;
import org.inatsounds.report.PerClassCsv;
import org.inatsounds.report.PerRecordingCsv;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an evaluation tells beyond the metrics. */
public final class DetailOptions {

    @Option(names = "--per-class", paramLabel = "FILE")
    private @Nullable Path perClass;

    @Option(names = "--train-annotations", paramLabel = "FILE")
    private @Nullable Path trainAnnotations;

    @Option(names = "--per-recording", paramLabel = "FILE")
    private @Nullable Path perRecording;

    @Option(names = "--thresholds", paramLabel = "FILE")
    private @Nullable Path thresholds;

    @Option(names = "--confusions", paramLabel = "N")
    private @Nullable Integer confusions;

    /** Checks before work begins that the options make sense, and that the file will have a place. */
    public void check() {
        if (confusions != null && confusions < 1) {
            throw new UsageException("--confusions: expected at least 1, got " + confusions);
        }
        if (trainAnnotations != null && perClass == null) {
            throw new UsageException(
                    "--train-annotations: expected --per-class with it, got none: it adds a column to that file");
        }
        ResultFile.check("--per-class", perClass);
        ResultFile.check("--per-recording", perRecording);
        InputFile.requireThere(thresholds);
    }

    /**
     * Checks before work begins that the results by class do not replace what they are made from, nor the other result.
     *
     * @throws org.inatsounds.UsageException when they would
     */
    public void requireOther(@Nullable Path result, @Nullable Path... inputs) {
        requireOther("--per-class", perClass, "--output", result, inputs);
        requireOther("--per-recording", perRecording, "--output", result, inputs);
        requireOther("--per-recording", perRecording, "--per-class", perClass, thresholds);
        ResultFile.requireOther("--per-class", perClass, thresholds);
        ResultFile.requireOther("--output", result, thresholds);
    }

    private static void requireOther(
            String option, @Nullable Path file, String another, @Nullable Path other, @Nullable Path... inputs) {
        ResultFile.requireOther(option, file, inputs);
        if (file != null && other != null && SystemPaths.isSame(file, other)) {
            throw new UsageException(
                    option + ": expected another file than " + another + ", got " + file + " for both");
        }
    }

    /**
     * What is wanted beside the metrics.
     *
     * @throws BadInputException when the file of thresholds can't be used
     */
    public Wanted wanted(GroundTruth truth) {
        return new Wanted(perRecording != null, thresholds == null ? null : FixedThresholds.read(thresholds, truth));
    }

    /** Where the results by class go; null when they are not wanted. */
    @Nullable
    public Path perClass() {
        return perClass;
    }

    /** How many pairs to name; 0 for none. */
    public int confusions() {
        return confusions == null ? 0 : confusions;
    }

    /**
     * Where the annotations of the training split are read; null when they are not wanted.
     *
     * @param data the data folder
     */
    @Nullable
    public Path trainFile(Path data) {
        return trainAnnotations == null ? null : TrainingAnnotations.find(trainAnnotations, data);
    }

    /** Writes the results by class, and by recording, when that is wanted. */
    public void write(Session session, Evaluated result, Annotations truth, @Nullable Annotations train) {
        if (perClass != null) {
            ResultFile.write(
                    session,
                    perClass,
                    out -> PerClassCsv.write(result.evaluation(), truth, train, result.fixed(), out));
        }
        if (perRecording != null) {
            ResultFile.write(session, perRecording, out -> PerRecordingCsv.write(result.perRecording(), out));
        }
    }
}
