package org.inatsounds.evaluation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * A file of scores, one row a recording and one column a class, opened and recognised by its content. It is read twice, in
 * pieces, by several threads. Nothing but its header is in memory.
 *
 * <p>Layouts:
 *
 * <ul>
 *   <li><b>wide</b>: CSV or TSV with an id column ({@code file_name}, {@code filename}, {@code audio_id}, {@code id},
 *       {@code row_id}, or no name) and a column a category, headed by category id, scientific name, or
 *       {@code audio_dir_name}. Rows name a recording by {@code file_name}, with or without {@code ./}, split and extension,
 *       or by audio id. Fields may be quoted and have blanks around them; lines end with LF or CRLF. A quoted field can't
 *       hold a line end, and only the id may hold a delimiter.
 *   <li><b>npy</b>: a NumPy array of shape {@code [recordings, columns]}, float16, float32 or float64 of either byte order, C
 *       order. Rows are in annotation order and columns by ascending category id, unless {@link Order} says otherwise.
 *       Without it the columns are, by their number: all categories of the annotations; else those marked with
 *       {@code evaluation} = 1; else those with recordings.
 * </ul>
 *
 * <p>Scores are numbers: decimal, with or without exponent, correctly rounded to double; {@code inf} and {@code infinity}
 * with or without sign. NaN is an error. Columns of categories without recordings are not evaluated, and not looked at.
 */
public abstract sealed class Predictions implements AutoCloseable permits WidePredictions, NpyPredictions {

    private static final int RECOGNISED_BY = 6;

    /**
     * What the rows and columns of a matrix are that does not say so itself: two text files with one name a line. Blank lines
     * are skipped.
     *
     * @param rows recordings, named as in the rows of a wide table; null for annotation order
     * @param columns categories, named as in the header of a wide table; null for ascending category id
     */
    public record Order(@Nullable Path rows, @Nullable Path columns) {

        /** Annotation order, ascending category id. */
        public static final Order BY_ANNOTATIONS = new Order(null, null);
    }

    private final GroundTruth truth;
    private final String file;
    private final Content content;

    Predictions(GroundTruth truth, String file, Content content) {
        this.truth = truth;
        this.file = file;
        this.content = content;
    }

    /**
     * Opens a file.
     *
     * @param file a regular file: it is read more than once
     * @param truth the recordings and categories that its rows and columns name
     * @param order of the rows and columns of a {@code .npy}
     * @throws BadInputException when there is no such file, its layout is not known, or its header is wrong
     * @throws UsageException when an order is given for a layout that names its rows and columns
     * @throws StorageException when it can't be read
     */
    public static Predictions open(Path file, GroundTruth truth, Order order) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new BadInputException(
                        file + ": not a regular file: predictions are read more than once, write them to a file first");
            }
            Content content = Content.of(file);
            try {
                return recognise(file.toString(), content, truth, order);
            } catch (InatsoundsException | IOException e) {
                content.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new StorageException(file + ": can't be read: permission denied", e);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static Predictions recognise(String file, Content content, GroundTruth truth, Order order)
            throws IOException {
        if (content.size() == 0) {
            throw new BadInputException(file + ": the file is empty");
        }
        byte[] start = new byte[(int) Math.min(RECOGNISED_BY, content.size())];
        content.read(0, ByteBuffer.wrap(start));
        if (NpyHeader.isMagic(start)) {
            return new NpyPredictions(truth, file, content, order, NpyPredictions.PIECE);
        }
        if (start.length > 1 && start[0] == 0x1f && start[1] == (byte) 0x8b) {
            throw new BadInputException(file + ": compressed with gzip: unpack it first (gunzip -k)");
        }
        if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
            throw new BadInputException(file + ": a ZIP archive (.npz?): save one array with numpy.save instead");
        }
        if (order.rows() != null || order.columns() != null) {
            throw new UsageException(
                    "lists of rows and columns are for .npy files; " + file + " is a table that names them");
        }
        return new WidePredictions(truth, file, content, WidePredictions.PIECE);
    }

    /** The failure to report when reading ends with an I/O error. */
    static StorageException unreadable(String file, IOException cause) {
        return new StorageException(file + ": can't be read: " + cause.getMessage(), cause);
    }

    /** What the file was recognised as, for people: {@code wide CSV}, {@code wide TSV}, {@code npy float32}. */
    public abstract String layout();

    /** What the columns hold. */
    abstract ClassColumns columns();

    /** How many pieces the file has. */
    abstract int pieces();

    /** How many bytes a piece has. */
    abstract long bytes(int piece);

    /** A reader for one thread. */
    abstract PieceReader reader();

    /**
     * Reads the file from its start until something is wrong.
     *
     * @return the first problem; null when every row is well-formed, and of another recording
     */
    abstract @Nullable BadInputException problem() throws IOException;

    /** A sentence to add when recordings are missing; empty when there is nothing to add. */
    abstract String aboutMissing() throws IOException;

    final GroundTruth truth() {
        return truth;
    }

    /** The file's name, for messages. */
    final String file() {
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
