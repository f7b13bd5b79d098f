package org.inatsounds.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Progress;
import org.inatsounds.UsageException;
import org.inatsounds.npy.NpyHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises a layout, and brings every file into one of two forms that can be read in pieces: a wide table and a matrix of
 * one row a recording stay as they are, everything else is read once into a {@link ScoreMatrix}.
 */
final class Opening {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    /** How many bytes of a file tell a matrix from a table. */
    static final int RECOGNISED_BY = ForeignFormat.RECOGNISED_BY;

    private final FileNotes notes = new FileNotes();
    private final String file;
    private final GroundTruth truth;
    private final Reading reading;
    private final Reading.Watch watch;

    Opening(String file, GroundTruth truth, Reading reading, Reading.Watch watch) {
        this.file = file;
        this.truth = truth;
        this.reading = reading;
        this.watch = watch;
    }

    /**
     * Opens.
     *
     * @param content is closed with the result; and here, when it is not needed any more
     * @param packing how it came, for people: {@code , gzip}; may be empty
     */
    Predictions open(Content content, String packing) throws IOException {
        byte[] start = start(content);
        ForeignFormat.refuse(start, file);
        boolean zip = ZipArchive.isMagic(start);
        Content array = zip ? ZipArchive.array(content, file, watch) : content;
        Content readable = content;
        try {
            byte[] inner = zip ? start(array) : start;
            boolean npy = NpyHeader.isMagic(inner);
            readable = npy ? RowMajor.of(array, file, watch) : CarriageReturns.where(array);
            return open(readable, inner, packing + (zip ? ", npz" : ""));
        } catch (InatsoundsException | IOException e) {
            array.close();
            readable.close();
            throw e;
        }
    }

    /** What was seen so far, and will be. */
    FileNotes notes() {
        return notes;
    }

    private Predictions open(Content content, byte[] start, String packing) throws IOException {
        if (start[0] == '{' || start[0] == '[') {
            throw new BadInputException(
                    file + ": expected a table or a .npy file, got JSON: write a row a recording with a"
                            + " column a category, as CSV");
        }
        boolean npy = NpyHeader.isMagic(start);
        Layout forced = reading.layout();
        if (npy != (forced == Layout.NPY) && forced != null) {
            throw new BadInputException(file + ": expected the layout " + forced + ", got "
                    + (npy ? "a .npy file" : "no .npy file") + ": leave --layout out to have it recognised");
        }
        if (npy) {
            MatrixLists lists = MatrixLists.of(file, reading.order());
            NpyPredictions matrix =
                    new NpyPredictions(truth, file, content, reading.in(lists.order()), NpyPredictions.PIECE);
            notes.say(lists.said(truth, matrix.header().columns()));
            return asRead(matrix, packing);
        }
        Predictions.Order order = reading.order();
        if ((order.rows() != null || order.columns() != null) && !order.ofAnother()) {
            throw new UsageException(
                    "lists of rows and columns are for .npy files; " + file + " is a table that names them");
        }
        TableHeader header = TableHeader.read(content, file);
        Layout layout = forced == null ? header.layout() : forced;
        if (!Lines.aboutEnd(content).isEmpty()) {
            // Cut within its very last number, a file looks whole but for its end.
            LOG.warn("{}: its last line has no line end; if the file was cut off, so may its last score be", file);
        }
        RowTable table = switch (layout) {
            case LONG -> new LongTable(header, file, truth, reading);
            case RANKED -> new RankedTable(header, file, truth, reading);
            case AUTHORS -> new AuthorsTable(header, file, truth, reading);
            case WIDE, NPY -> null;
        };
        return table == null
                ? asRead(new WidePredictions(truth, file, content, reading, WidePredictions.PIECE), packing)
                : read(table, layout, header, content, packing);
    }

    private byte[] start(Content content) throws IOException {
        if (content.size() == 0) {
            throw new BadInputException(file + ": the file is empty");
        }
        byte[] start = new byte[(int) Math.min(RECOGNISED_BY, content.size())];
        content.read(0, ByteBuffer.wrap(start));
        return start;
    }

    /** A source that can be read in pieces, as it is or, when its rows are not the scores, by way of a matrix. */
    private Predictions asRead(Predictions source, String packing) throws IOException {
        source.packing(packing);
        source.notes(notes);
        if (reading.activation() == Activation.SOFTMAX) {
            PieceReader whole = source.wholeRows();
            if (whole != null && source.pieces() > 0) {
                notes.sums(whole);
            }
        }
        if (reading.asItStands()) {
            return source;
        }
        long bytes = 0;
        for (int piece = 0; piece < source.pieces(); piece++) {
            bytes += source.bytes(piece);
        }
        String about = source.aboutMissing();
        Layout kind = source instanceof WidePredictions ? Layout.WIDE : Layout.NPY;
        return converted(
                (matrix, step) -> {
                    source.convert(matrix, step);
                    return source.columns().notEvaluated();
                },
                bytes,
                new Kind(kind, source.layout() + made(), about, source.rowNames(), source.ignoredIndex()),
                source.content());
    }

    private Predictions read(RowTable table, Layout layout, TableHeader header, Content content, String packing)
            throws IOException {
        table.notes(notes);
        return converted(
                (matrix, step) -> table.read(new Lines(content, file, header, step), matrix),
                content.size() - header.dataStart(),
                new Kind(
                        layout,
                        layout + (header.delimiter() == '\t' ? " TSV" : " CSV") + packing + made(),
                        Lines.aboutEnd(content),
                        table.names(),
                        List.of()),
                content);
    }

    /** Reads rows into a matrix; says what categories outside the classes there are. */
    private interface Conversion {
        List<String> into(ScoreMatrix matrix, Progress.Step step) throws IOException;
    }

    /**
     * What a file is that is converted.
     *
     * @param text the layout, for people
     * @param about what to add when recordings are missing
     */
    private record Kind(
            Layout layout,
            String text,
            String about,
            @Nullable RowNames names,
            List<String> ignoredIndex) {}

    private Predictions converted(Conversion conversion, long bytes, Kind kind, Content source) throws IOException {
        ScoreMatrix matrix = matrix();
        try (Progress.Step step = watch.progress().start(file, bytes, Progress.Unit.BYTES)) {
            List<String> notEvaluated = conversion.into(matrix, step);
            Content content = matrix.content();
            watch.notice()
                    .accept(file + " (" + kind.text + "): scores in a temporary file of "
                            + Spool.megabytes(content.size()));
            source.close();
            Predictions.Opened opened = new Predictions.Opened(truth, file, reading);
            return new ConvertedPredictions(
                    opened,
                    matrix,
                    content,
                    kind.layout,
                    kind.text,
                    notEvaluated,
                    kind.about,
                    kind.names,
                    kind.ignoredIndex);
        } catch (UncheckedIOException e) {
            matrix.close();
            throw Predictions.unreadable(file, new IOException(e));
        } catch (InatsoundsException | IOException e) {
            matrix.close();
            throw e;
        }
    }

    private ScoreMatrix matrix() {
        try {
            return new ScoreMatrix(truth.recordings().size(), truth.classes().size());
        } catch (IOException e) {
            throw Spool.full(file, e);
        }
    }

    /** What is made of the rows, for people. */
    private String made() {
        Pool pool = reading.pool();
        return (reading.activation() == Activation.NONE ? "" : ", " + reading.activation())
                + (pool == null ? "" : ", " + pool + " of rows");
    }
}
