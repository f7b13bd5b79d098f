package org.inatsounds.evaluation.predictions;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.inatsounds.UsageException;
import org.inatsounds.internal.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * Files of predictions that are all read in the same way: of one model or several, and what they are compared with. A path that
 * is a single dash is standard input.
 */
public final class PredictionFiles {

    /** What standard input is called where a file is expected. */
    private static final Set<String> STANDARD_INPUT_FILES = Set.of("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

    private static final String STANDARD_INPUT = "-";

    private final Reading how;
    private final GroundTruth truth;
    private final InputStream in;
    private final Reading.Watch watch;

    /**
     * Opens nothing yet.
     *
     * @param how they are read; whether its lists are of another file, each opening says
     * @param in standard input
     * @param watch is told of temporary files
     */
    public PredictionFiles(Reading how, GroundTruth truth, InputStream in, Reading.Watch watch) {
        this.how = how;
        this.truth = truth;
        this.in = in;
        this.watch = watch;
    }

    /**
     * Checks that files of predictions are there, and that what can be read only once is named once.
     *
     * @throws org.inatsounds.BadInputException when one is not there
     * @throws UsageException when one is named twice
     */
    public static void check(List<Path> files) {
        Set<String> once = new HashSet<>();
        for (Path file : files) {
            boolean standard = isStandardInput(file);
            if (!standard) {
                InputFile.requireThere(file);
            }
            boolean input = standard || (STANDARD_INPUT_FILES.contains(file.toString()) && InputFile.isPipe(file));
            if ((input || InputFile.isPipe(file)) && !once.add(input ? "standard input" : file.toString())) {
                throw new UsageException("PREDICTIONS: expected " + (input ? "standard input" : "the pipe " + file)
                        + " once, got it twice: it can be read only once");
            }
        }
    }

    /** Whether a path stands for standard input. */
    public static boolean isStandardInput(Path file) {
        return file.toString().equals(STANDARD_INPUT);
    }

    /** A file of predictions, for people. */
    public static String named(Path file) {
        return isStandardInput(file) ? "standard input" : file.toString();
    }

    /** Whether rows or columns of a matrix are listed: one of the files has to be a matrix then. */
    public boolean hasLists() {
        return how.order().rows() != null || how.order().columns() != null;
    }

    /**
     * Opens a file.
     *
     * @param others whether other files are opened, too: lists of rows and columns may be theirs, if this one is a table
     * @throws org.inatsounds.InatsoundsException as {@link Predictions#open}
     */
    public Predictions open(Path file, boolean others) {
        return open(file, truth, how.in(order(others)));
    }

    /** Opens what other files are compared with: alike, but for the layout, which is found by the content. */
    public Predictions openBaseline(Path file) {
        return open(file, truth, with(null, order(true), how.activation(), how.pool()));
    }

    /**
     * Opens a file again.
     *
     * @param instead of the activation; null for the same
     */
    public Predictions reopen(Path file, boolean others, GroundTruth against, @Nullable Activation instead) {
        Activation applied = instead == null ? how.activation() : instead;
        return open(file, against, with(how.layout(), order(others), applied, how.pool()));
    }

    /** Opens a file on all scales of the authors' protocol. */
    public List<Predictions> openScales(Path file) {
        Reading scaled = with(how.layout(), order(false), Activation.SOFTMAX, null);
        return isStandardInput(file)
                ? Predictions.openScales(in, named(file), truth, scaled, watch)
                : Predictions.openScales(file, truth, scaled, watch);
    }

    private Predictions open(Path file, GroundTruth against, Reading reading) {
        return isStandardInput(file)
                ? Predictions.open(in, named(file), against, reading, watch)
                : Predictions.open(file, against, reading, watch);
    }

    private Predictions.Order order(boolean others) {
        Predictions.Order order = how.order();
        return new Predictions.Order(order.rows(), order.columns(), others, order.labels());
    }

    private Reading with(@Nullable Layout layout, Predictions.Order order, Activation activation, @Nullable Pool pool) {
        return new Reading(layout, order, activation, pool, how.missing(), how.ignored(), how.prior());
    }
}
