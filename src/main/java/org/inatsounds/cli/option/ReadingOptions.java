package org.inatsounds.cli.option;

import java.io.InputStream;
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
import org.inatsounds.evaluation.predictions.Predictions;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.evaluation.predictions.Prior;
import org.inatsounds.evaluation.predictions.Reading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a file of predictions is read: the options of it, and the opening. */
public final class ReadingOptions {

    private static final String STANDARD_INPUT = "-";

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

    private @Nullable Prior allowed;
    private int threads = 1;

    /** Whether one of the files that were opened is what the lists are for. */
    private boolean matrixSeen;

    /** Whether a path stands for standard input. */
    public static boolean isStandardInput(Path file) {
        return file.toString().equals(STANDARD_INPUT);
    }

    /** A file of predictions, for people. */
    public static String named(Path file) {
        return isStandardInput(file) ? "standard input" : file.toString();
    }

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

    /** Reads the prior, if there is one, before anything is opened. */
    public void prepare(GroundTruth truth, int jobs, Console console) {
        threads = jobs;
        allowed = prior.read(truth, Set.copyOf(ignored), watch(console));
    }

    private Reading.Watch watch(Console console) {
        return new Reading.Watch(console::notice, console.progress(), threads);
    }

    /** Opens a file on all scales of the authors' protocol. */
    public List<Predictions> openScales(Path file, GroundTruth truth, InputStream in, Console console) {
        Reading how = new Reading(layout, order(null), Activation.SOFTMAX, null, missing, Set.copyOf(ignored), allowed);
        return isStandardInput(file)
                ? Predictions.openScales(in, named(file), truth, how, watch(console))
                : Predictions.openScales(file, truth, how, watch(console));
    }

    /**
     * Opens a file, or standard input for a single dash. Temporary files are named on standard error.
     *
     * @param other another file that is opened, too, by {@link #openBaseline}; null when there is none
     * @throws org.inatsounds.InatsoundsException as {@link Predictions#open}
     */
    public Predictions open(Path file, @Nullable Path other, GroundTruth truth, InputStream in, Console console) {
        Predictions opened = open(file, layout, order(other), activation, truth, in, console);
        matrixSeen |= opened.isMatrix();
        return opened;
    }

    /**
     * Opens one of several files that are read alike.
     *
     * @param last whether no other file follows: then one of them has to be what the lists are for
     */
    public Predictions openOneOfSeveral(Path file, boolean last, GroundTruth truth, InputStream in, Console console) {
        Predictions opened = open(file, file, truth, in, console);
        if (last && (rows != null || columns != null) && !matrixSeen) {
            opened.close();
            throw new UsageException(
                    "lists of rows and columns are for .npy files; all files that were given are tables that name them");
        }
        return opened;
    }

    /** Opens what several files are compared with, before them: alike, but for the layout. */
    public Predictions openBaselineOfSeveral(Path file, GroundTruth truth, InputStream in, Console console) {
        Predictions opened = open(file, null, order(file), activation, truth, in, console);
        matrixSeen |= opened.isMatrix();
        return opened;
    }

    /** Opens what the first file is compared with: alike, but for the layout, which is found by the content. */
    public Predictions openBaseline(Path file, Path other, GroundTruth truth, InputStream in, Console console) {
        Predictions opened = open(file, null, order(other), activation, truth, in, console);
        if ((rows != null || columns != null) && !matrixSeen && !opened.isMatrix()) {
            opened.close();
            throw new UsageException("lists of rows and columns are for .npy files; " + named(other) + " and "
                    + named(file) + " are tables that name them");
        }
        return opened;
    }

    /** Opens a file again, with another activation when there is one given. */
    public Predictions reopen(
            Path file, @Nullable Path other, GroundTruth truth, @Nullable Activation instead, Session session) {
        Activation applied = instead == null ? activation : instead;
        return open(file, layout, order(other), applied, truth, session.in(), session.console());
    }

    private Predictions open(
            Path file,
            @Nullable Layout forced,
            Order order,
            Activation applied,
            GroundTruth truth,
            InputStream in,
            Console console) {
        Reading how = new Reading(forced, order, applied, pool, missing, Set.copyOf(ignored), allowed);
        Reading.Watch watch = watch(console);
        return isStandardInput(file)
                ? Predictions.open(in, named(file), truth, how, watch)
                : Predictions.open(file, truth, how, watch);
    }

    /** Lists of rows and columns are for matrices: where one of two files is a table, they are not for it. */
    private Order order(@Nullable Path other) {
        LabelMap labels = labelMap == null ? LabelMap.NONE : LabelMap.read(labelMap);
        return new Order(rows, columns, other != null, labels);
    }

    /** The files that are named. */
    Stream<Path> files() {
        return Stream.concat(Stream.of(rows, columns, labelMap), prior.files()).filter(Objects::nonNull);
    }
}
