package org.inatsounds.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.Peer;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.PredictionFiles;
import org.inatsounds.evaluation.predictions.Prior;
import org.inatsounds.evaluation.predictions.PriorFile;
import org.inatsounds.evaluation.predictions.Reading;
import org.inatsounds.internal.InputFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which classes are allowed for which recording. */
public final class PriorOptions {

    @Option(names = "--prior", paramLabel = "FILE")
    private @Nullable Path file;

    @Option(names = "--prior-threshold", paramLabel = "VALUE", defaultValue = "0.1")
    private double threshold;

    @Option(names = "--prior-rows", paramLabel = "FILE")
    private @Nullable Path rows;

    @Option(names = "--prior-columns", paramLabel = "FILE")
    private @Nullable Path columns;

    /**
     * Checks before work begins that the options make sense, and that the file is there.
     *
     * @param peer another tool whose word is wanted
     */
    public void check(CommandSpec spec, Peer peer) {
        Needed.require(spec, file != null, "--prior", List.of("--prior-threshold", "--prior-rows", "--prior-columns"));
        if (file == null) {
            return;
        }
        if (PredictionFiles.isStandardInput(file)) {
            throw new UsageException("--prior: expected a file, got standard input");
        }
        if (!Double.isFinite(threshold)) {
            throw new UsageException("--prior-threshold: expected a number, got " + threshold);
        }
        InputFile.requireThere(file);
        if (peer != Peer.NONE) {
            throw new UsageException("--compat: expected no --prior with it: other tools have no prior");
        }
    }

    /** Reads it; null without. */
    @Nullable
    Prior read(GroundTruth truth, Set<String> ignored, Reading.Watch watch) {
        PriorFile prior = prior();
        return prior == null ? null : prior.read(truth, ignored, watch);
    }

    /** The files that are read, and null for those that aren't. */
    Stream<@Nullable Path> files() {
        PriorFile prior = prior();
        return prior == null ? Stream.empty() : prior.files();
    }

    private @Nullable PriorFile prior() {
        return file == null ? null : new PriorFile(file, threshold, rows, columns);
    }
}
