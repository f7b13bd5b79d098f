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

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description =
                    "${COMPLETION-CANDIDATES}. ranked gives top-1 and top-5 only; in long, a class that is not listed"
                            + " scores below every listed one. Default: by the content.")
    private @Nullable Layout layout;

    @Option(
            names = "--rows",
            paramLabel = "FILE",
            description =
                    "For .npy: the recordings of the rows, one per line. Default: X.rows.txt beside X.npy, if it exists;"
                            + " else annotation order.")
    private @Nullable Path rows;

    @Option(
            names = "--columns",
            paramLabel = "FILE",
            description =
                    "For .npy: the categories of the columns, one per line. Default: X.columns.txt beside X.npy, if it"
                            + " exists; else by category id.")
    private @Nullable Path columns;

    @Option(
            names = "--ignore-columns",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Headings of the columns of a table that contain no scores. May be repeated; or several, separated by"
                            + " commas.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--label-map",
            paramLabel = "FILE",
            description = "The category of labels that are not category names: two columns, label and category (its"
                    + " id or any of its names).")
    private @Nullable Path labelMap;

    @Option(
            names = "--activation",
            paramLabel = "FUNCTION",
            defaultValue = "none",
            description =
                    "Turn the logits of each row into scores: ${COMPLETION-CANDIDATES}. softmax is over the classes that compete"
                            + " and are not masked, as in the authors' code; softmax-all-columns is over every column. Both need"
                            + " the score of every class, which a list (long) does not have; ranked ids have no scores. Default: ${DEFAULT-VALUE}.")
    private Activation activation = Activation.NONE;

    @Option(
            names = "--pool",
            paramLabel = "HOW",
            description =
                    "Pool the rows of one recording (its windows): ${COMPLETION-CANDIDATES}. window evaluates each window separately,"
                            + " averaged within its class: top-1, top-5 and taxonomy only."
                            + " A list of scores (long) allows max only: a mean needs the score of every class in every window."
                            + " Ranked ids have no scores to pool. Default: a second row is an error.")
    private @Nullable Pool pool;

    @Option(
            names = "--missing",
            paramLabel = "RULE",
            defaultValue = "error",
            description = "What to do with recordings without a row: ${COMPLETION-CANDIDATES}. worst scores them below"
                    + " all others: they are never a hit, but mAP can rise, since other classes have fewer competing recordings."
                    + " skip leaves them out. --compat needs every row and allows neither."
                    + " Default: ${DEFAULT-VALUE}.")
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
