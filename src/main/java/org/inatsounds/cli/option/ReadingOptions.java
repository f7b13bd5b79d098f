package org.inatsounds.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.evaluation.predictions.LabelMap;
import org.inatsounds.evaluation.predictions.Layout;
import org.inatsounds.evaluation.predictions.Missing;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.evaluation.predictions.PredictionFiles;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.evaluation.predictions.Prior;
import org.inatsounds.evaluation.predictions.Reading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How files of predictions are read. */
public final class ReadingOptions {

    @Option(names = "--layout", paramLabel = "LAYOUT")
    private @Nullable Layout layout;

    @Option(names = "--rows", paramLabel = "FILE")
    private @Nullable Path rows;

    @Option(names = "--columns", paramLabel = "FILE")
    private @Nullable Path columns;

    @Option(names = "--ignore-columns", paramLabel = "NAME", split = ",")
    private List<String> ignored = new ArrayList<>();

    @Option(names = "--label-map", paramLabel = "FILE")
    private @Nullable Path labelMap;

    @Option(names = "--activation", paramLabel = "FUNCTION", defaultValue = "none")
    private Activation activation = Activation.NONE;

    @Option(names = "--pool", paramLabel = "HOW")
    private @Nullable Pool pool;

    @Option(names = "--missing", paramLabel = "RULE", defaultValue = "error")
    private Missing missing = Missing.ERROR;

    @Mixin
    private final PriorOptions prior = new PriorOptions();

    /** What is allowed where. */
    public PriorOptions prior() {
        return prior;
    }

    /**
     * Refuses to let windows count instead of recordings.
     *
     * @throws UsageException when they are to
     */
    public void requireRecordings() {
        if (pool == Pool.WINDOW) {
            throw new UsageException("--pool: expected mean or max, got window: the page needs scores of recordings");
        }
    }

    /** Reads the prior, if there is one, and says how files of predictions are opened. */
    PredictionFiles files(GroundTruth truth, int threads, Session session) {
        Console console = session.console();
        Reading.Watch watch = new Reading.Watch(console::notice, console.progress(), threads);
        Set<String> skipped = Set.copyOf(ignored);
        Prior allowed = prior.read(truth, skipped, watch);
        LabelMap labels = labelMap == null ? LabelMap.NONE : LabelMap.read(labelMap);
        Order order = new Order(rows, columns, false, labels);
        return new PredictionFiles(
                new Reading(layout, order, activation, pool, missing, skipped, allowed), truth, session.in(), watch);
    }

    /** The files that are named. */
    Stream<Path> named() {
        return Stream.concat(Stream.of(rows, columns, labelMap), prior.files()).filter(Objects::nonNull);
    }
}
