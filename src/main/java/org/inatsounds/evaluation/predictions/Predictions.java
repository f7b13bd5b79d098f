package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inatsounds.BadInputException;
import org.inatsounds.CancelledException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.StorageException;
import org.inatsounds.archive.Bzip2;
import org.inatsounds.evaluation.predictions.Reading.Watch;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.internal.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of scores, opened and recognised by its content. It is read twice, in pieces, by several threads. Nothing but its
 * header is in memory. Scores that are in memory already: {@link ScoreArray}.
 *
 * <pre>{@code
 * GroundTruth truth = GroundTruth.of(AnnotationReader.read(Path.of("data/test.json")));
 * try (Predictions predictions = Predictions.open(Path.of("predictions.csv"), truth)) {
 *     Evaluation evaluation = Evaluator.evaluate(predictions);
 * }
 * }</pre>
 *
 * <p>Layouts; every text form is CSV or TSV, and may be compressed with gzip or bzip2:
 *
 * <ul>
 *   <li><b>wide</b>: an id column ({@code file_name}, {@code filename}, {@code audio_id}, {@code id}, {@code row_id}, or no
 *       name) and a column a category, headed by category id, scientific name, or {@code audio_dir_name}. Rows name a
 *       recording by {@code file_name}, with or without {@code ./}, split and extension, or by audio id. Fields may be quoted
 *       and have blanks around them; lines end with LF, CRLF or CR. A quoted field can't hold a line end, and only the id may
 *       hold a delimiter.
 *   <li><b>long</b>: an id column, {@code category} and {@code score}: see {@link LongTable}.
 *   <li><b>ranked</b>: an id column and {@code Predicted}: see {@link RankedTable}.
 *   <li><b>authors</b>: {@code img,gt,pred}: see {@link AuthorsTable}.
 *   <li><b>npy</b>: a NumPy array of shape {@code [recordings, columns]}: floats, integers or booleans, of either byte order, in
 *       C or Fortran order; also alone in a {@code .npz}. Rows are in annotation order and columns by ascending category id, unless {@link Order} says otherwise.
 *       Without it the columns are, by their number: all categories of the annotations; else those marked with
 *       {@code evaluation} = 1; else those with recordings.
 * </ul>
 *
 * <p>Scores are numbers: decimal, with or without exponent, correctly rounded to double; {@code inf} and {@code infinity}
 * with or without sign. NaN is an error. Columns of categories without recordings are not evaluated, and not looked at.
 */
public abstract sealed class Predictions implements AutoCloseable
        permits WidePredictions, NpyPredictions, WindowPredictions {

    /**
     * What the rows and columns of a matrix are that does not say so itself: two text files with one name per line. Blank lines
     * are skipped.
     *
     * @param rows recordings, named as in the rows of a wide table; null for annotation order
     * @param columns categories, named as in the header of a wide table; null for ascending category id
     * @param ofAnother whether a table is read without them: they are for another file then
     * @param labels what labels mean that stand in the file or a list in place of categories
     */
    public record Order(@Nullable Path rows, @Nullable Path columns, boolean ofAnother, LabelMap labels) {

        /** Without labels of its own. */
        public Order(@Nullable Path rows, @Nullable Path columns, boolean ofAnother) {
            this(rows, columns, ofAnother, LabelMap.NONE);
        }

        /** For this file: a table, which says so itself, is refused. */
        public Order(@Nullable Path rows, @Nullable Path columns) {
            this(rows, columns, false, LabelMap.NONE);
        }

        /** Annotation order, ascending category id. */
        public static final Order BY_ANNOTATIONS = new Order(null, null);
    }

    /** What is cancelled when the thread of a caller is interrupted, for messages. */
    public static final String WHAT = "the evaluation";

    private final GroundTruth truth;
    private final String file;
    private final Content content;
    private final Reading reading;
    private String packing = "";
    private FileNotes notes = new FileNotes();

    Predictions(GroundTruth truth, String file, Content content, Reading reading) {
        this.truth = truth;
        this.file = file;
        this.content = content;
        this.reading = reading;
    }

    /** What is known of a file before its content is. */
    record Opened(GroundTruth truth, String file, Reading reading) {}

    /** Opens a file of one row a recording, in whatever layout; a matrix is in the order of the annotations. */
    public static Predictions open(Path file, GroundTruth truth) {
        return open(file, truth, Reading.PLAIN, Watch.NONE);
    }

    /** Opens a file of one row a recording, in whatever layout: see {@link #open(Path, GroundTruth, Reading, Watch)}. */
    public static Predictions open(Path file, GroundTruth truth, Order order) {
        return open(file, truth, Reading.of(order), Watch.NONE);
    }

    /**
     * Opens a file. One that can be read only once (a pipe) or is compressed is copied into a temporary file first.
     *
     * @param file anything but a folder
     * @param truth the recordings and categories that its rows and columns name
     * @param reading how it is to be read
     * @param watch is told of temporary files
     * @throws BadInputException when there is no such file, its layout is not known, its header is wrong or, in a layout
     *     other than a wide table or matrix with a row a recording, any of its rows
     * @throws org.inatsounds.UsageException when something is asked for that the layout can't give
     * @throws StorageException when it can't be read, or a temporary file can't be written
     * @throws CancelledException when this thread is interrupted
     */
    public static Predictions open(Path file, GroundTruth truth, Reading reading, Watch watch) {
        return open(file, truth, List.of(reading), watch).get(0);
    }

    /**
     * Opens a file on the scales of the dataset's authors, in one reading of it: their mean, their maximum, and each window by
     * itself; then, where there is a prior, the same with it.
     *
     * @param reading how the file is to be read; its pool is not looked at
     * @return three or six, each to be closed
     */
    public static List<Predictions> openScales(Path file, GroundTruth truth, Reading reading, Watch watch) {
        return open(file, truth, reading.scales(), watch);
    }

    /** The same of what a stream brings. */
    public static List<Predictions> openScales(
            InputStream in, String name, GroundTruth truth, Reading reading, Watch watch) {
        return open(in, name, truth, reading.scales(), watch);
    }

    private static List<Predictions> open(Path file, GroundTruth truth, List<Reading> readings, Watch watch) {
        String name = file.toString();
        try {
            if (Files.isDirectory(file)) {
                throw new BadInputException(file + ": not a regular file: expected a table or a .npy, got a folder");
            }
            if (InputFile.isPipe(file)) {
                try (InputStream in = InputFile.open(file)) {
                    return open(Spool.copy(in, name, watch), "", name, truth, readings, watch);
                }
            }
            String packing = packing(file);
            if (!packing.isEmpty()) {
                try (InputStream in = Files.newInputStream(file)) {
                    return open(Spool.copy(in, name, watch), packing, name, truth, readings, watch);
                }
            }
            return open(Content.of(file), "", name, truth, readings, watch);
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new StorageException(file + ": can't be read: permission denied", e);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Opens what a stream brings, compressed or not: as {@link #open(Path, GroundTruth, Reading, Watch)}.
     *
     * @param in is read to its end, and not closed
     * @param name for messages: {@code standard input}
     */
    public static Predictions open(InputStream in, String name, GroundTruth truth, Reading reading, Watch watch) {
        return open(in, name, truth, List.of(reading), watch).get(0);
    }

    private static List<Predictions> open(
            InputStream in, String name, GroundTruth truth, List<Reading> readings, Watch watch) {
        try {
            return open(Spool.copy(in, name, watch), "", name, truth, readings, watch);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static List<Predictions> open(
            Content content, String packing, String name, GroundTruth truth, List<Reading> readings, Watch watch)
            throws IOException {
        try {
            Cancellation.check(WHAT);
            LayoutRecogniser opening = new LayoutRecogniser(name, truth, readings, watch);
            List<Predictions> opened = opening.open(content, packing);
            opened.forEach(each -> each.notes(opening.notes()));
            return opened;
        } catch (InatsoundsException | IOException e) {
            content.close();
            throw e;
        }
    }

    private static String packing(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Spool.packing(in.readNBytes(Bzip2.RECOGNISED_BY));
        }
    }

    /** The failure to report when reading ends with an I/O error. */
    public static InatsoundsException unreadable(String file, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new CancelledException(WHAT + " was cancelled: its thread was interrupted", cause);
        }
        return new StorageException(file + ": can't be read: " + cause.getMessage(), cause);
    }

    /** Whether the file is a matrix, which does not say itself what its rows and columns are. */
    public abstract boolean isMatrix();

    /** What the file was recognised as, for people: {@code wide CSV}, {@code wide TSV}, {@code npy float32}. */
    public abstract String layout();

    /** How the file came, for people: {@code , gzip}; most often empty. */
    final String packing() {
        return packing;
    }

    final void packing(String how) {
        this.packing = how;
    }

    /** How the file was asked to be read. */
    public final Reading reading() {
        return reading;
    }

    /** What the recordings of rows are found by; null where rows have no names. */
    @Nullable
    RowNames rowNames() {
        return null;
    }

    /** A column that counts rows and was not read, as it is called; none most often. */
    List<String> ignoredIndex() {
        return List.of();
    }

    /** What somebody should know about how the file was understood, a sentence each; complete when it has been read. */
    public final List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (String index : ignoredIndex()) {
            remarks.add(file + ": column 1 '" + index + "' is treated as an index of rows, and not read");
        }
        RowNames names = rowNames();
        if (names != null && names.usedLastPart()) {
            remarks.add(file + ": recordings are found by the last part of their path, which no two of them share");
        }
        notes.sentences().forEach(sentence -> remarks.add(file + ": " + sentence));
        notes().values().forEach(note -> remarks.add(file + ": " + note));
        return remarks;
    }

    /** What may mislead in the figures of the file, by a word for each; complete when it has been read. */
    public final Map<String, String> notes() {
        return notes.notes(reading);
    }

    /** Where what is seen of the file is collected. */
    final FileNotes fileNotes() {
        return notes;
    }

    final void notes(FileNotes collected) {
        this.notes = collected;
    }

    /** Whether rows list some classes only, and minus infinity is the score of the others. */
    public boolean lists() {
        return false;
    }

    /** Whether minus infinity is the score of what never ranks: of a class that is not listed, or masked. */
    public final boolean unranked() {
        return lists() || reading.prior() != null;
    }

    /** What a score of minus infinity counts as where recordings are compared: a masked class has the score 0. */
    public double least() {
        boolean probabilities = reading.prior() != null && reading.activation() != Activation.NONE && !lists();
        return probabilities ? 0 : Double.NEGATIVE_INFINITY;
    }

    /** The ranks of each row by itself, where rows are not pooled; null where they are. */
    @Nullable
    public WindowRanks windows() {
        return null;
    }

    /** Whether there are scores, and not only ranks. */
    public boolean scored() {
        return true;
    }

    /** What the columns hold. */
    public abstract ClassColumns columns();

    /** How many pieces the file has. */
    public abstract int pieces();

    /** How many bytes a piece has. */
    public abstract long bytes(int piece);

    /** A reader for one thread, of all columns, evaluated or not; null where some of them hold no scores. */
    @Nullable
    PieceReader wholeRows() {
        return null;
    }

    /** A reader for one thread, of these columns. */
    abstract PieceReader reader(ClassColumns read);

    /** Every column that holds numbers, evaluated or not, each a class of its own. */
    abstract ClassColumns everyColumn();

    /** Which of {@link #everyColumn()} is the one of each class. */
    abstract int[] pickedOfEvery();

    /** How many rows each recording has; null when it shows in the end. */
    int @Nullable [] rowsOfRecordings() {
        return null;
    }

    /** A number as the numbers of the file have it: those of a matrix are often shorter than ours. */
    double rounded(double number) {
        return number;
    }

    /** As {@link #problem(ClassColumns)}, of the columns that are read. */
    public final @Nullable BadInputException problem() throws IOException {
        return problem(columns());
    }

    /**
     * Reads the file from its start and looks for what is wrong.
     *
     * @return the first problems, and how many more there are; null when every row is well-formed, and of another recording
     */
    abstract @Nullable BadInputException problem(ClassColumns read) throws IOException;

    /** A sentence to add when recordings are missing; empty when there is nothing to add. */
    public abstract String aboutMissing() throws IOException;

    public final GroundTruth truth() {
        return truth;
    }

    /** The file's name, for messages. */
    public final String file() {
        return file;
    }

    final Content content() {
        return content;
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
