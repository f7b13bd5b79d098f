package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.Progress;
import org.inatsounds.UsageException;
import org.inatsounds.npy.NpyHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises a layout, and brings every file into one of two forms that can be read in pieces: a wide table and a matrix of
 * one row a recording stay as they are, everything else is read once into a {@link ScoreMatrix}.
 */
public final class LayoutRecogniser {

    private static final Logger LOG = LoggerFactory.getLogger(LayoutRecogniser.class);

    /** How many bytes of a file tell a matrix from a table. */
    static final int RECOGNISED_BY = ForeignFormat.RECOGNISED_BY;

    private final FileNotes notes = new FileNotes();
    private final String file;
    private final GroundTruth truth;
    private final List<Reading> readings;

    /** The first of them, which is like the others but for its scale and prior. */
    private final Reading reading;

    private final Reading.Watch watch;

    /**
     * Makes ready.
     *
     * @param readings one for each thing that is made of the rows
     */
    public LayoutRecogniser(String file, GroundTruth truth, List<Reading> readings, Reading.Watch watch) {
        this.file = file;
        this.truth = truth;
        this.readings = readings;
        this.reading = readings.get(0);
        this.watch = watch;
    }

    /**
     * Opens.
     *
     * @param content is closed with the result; and here, when it is not needed any more
     * @param packing how it came, for people: {@code , gzip}; may be empty
     * @return as many as there are readings
     */
    public List<Predictions> open(Content content, String packing) throws IOException {
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

    private List<Predictions> open(Content content, byte[] start, String packing) throws IOException {
        if (start[0] == '{' || start[0] == '[') {
            throw new BadInputException(
                    file + ": expected a table or a .npy file, got JSON: write one row per recording with one"
                            + " column per category, as CSV");
        }
        boolean npy = NpyHeader.isMagic(start);
        Layout forced = reading.layout();
        if (npy != (forced == Layout.NPY) && forced != null) {
            throw new BadInputException(file + ": expected the layout " + forced + ", got "
                    + (npy ? "a .npy file" : "no .npy file") + ": remove --layout, so that it is recognised");
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
            LOG.warn("{}: its last line has no line end; if the file is truncated, its last score may be wrong", file);
        }
        return layout == Layout.WIDE ? asRead(wide(header, content), packing) : read(layout, header, content, packing);
    }

    private WidePredictions wide(TableHeader header, Content content) throws IOException {
        try {
            return new WidePredictions(truth, file, content, header, reading, WidePredictions.PIECE);
        } catch (BadInputException e) {
            throw LongGuess.explained(e, header, content, file, truth, reading);
        }
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
    private List<Predictions> asRead(Predictions source, String packing) throws IOException {
        source.packing(packing);
        source.notes(notes);
        if (reading.activation() == Activation.SOFTMAX || reading.activation() == Activation.SOFTMAX_ALL_COLUMNS) {
            PieceReader whole = source.wholeRows();
            if (whole != null && source.pieces() > 0) {
                notes.sums(whole);
            }
        }
        if (reading.asItStands() && readings.size() == 1) {
            return List.of(source);
        }
        long bytes = 0;
        for (int piece = 0; piece < source.pieces(); piece++) {
            bytes += source.bytes(piece);
        }
        Layout kind = source instanceof WidePredictions ? Layout.WIDE : Layout.NPY;
        Conversion conversion = (lanes, step) -> {
            LanePass.run(source, lanes, watch.threads(), step);
            return source.columns().notEvaluated();
        };
        return converted(
                new Lanes(file, truth, readings, source.rowsOfRecordings()),
                conversion,
                bytes,
                new FileFacts(kind, source.layout(), source.aboutMissing(), source.rowNames(), source.ignoredIndex()),
                source.content());
    }

    private List<Predictions> read(Layout layout, TableHeader header, Content content, String packing)
            throws IOException {
        if (layout == Layout.LONG) {
            readings.forEach(each -> LongTable.check(each, file));
        } else if (layout == Layout.RANKED) {
            readings.forEach(each -> RankedTable.check(each, file));
        }
        Lanes made = new Lanes(file, truth, readings, null);
        RowTable table;
        try {
            table = switch (layout) {
                case LONG -> new LongTable(header, file, truth, reading, made);
                case RANKED -> new RankedTable(header, file, truth, reading, made);
                case AUTHORS -> new AuthorsTable(header, file, truth, reading, made);
                case WIDE, NPY -> throw new IllegalStateException(layout + " is read in pieces");
            };
        } catch (InatsoundsException e) {
            made.close();
            throw e;
        }
        table.notes(notes);
        return converted(
                made,
                (lanes, step) -> table.read(new Lines(content, file, header, step)),
                content.size() - header.dataStart(),
                new FileFacts(
                        layout,
                        layout + (header.delimiter() == '\t' ? " TSV" : " CSV") + packing,
                        Lines.aboutEnd(content),
                        table.names(),
                        List.of()),
                content);
    }

    /** Reads rows into lanes; says what categories outside the classes there are. */
    private interface Conversion {
        List<String> into(Lanes lanes, Progress.Step step) throws IOException;
    }

    private List<Predictions> converted(Lanes lanes, Conversion conversion, long bytes, FileFacts facts, Content source)
            throws IOException {
        try (Progress.Step step = watch.progress().start(file, bytes, Progress.Unit.BYTES)) {
            List<String> notEvaluated = conversion.into(lanes, step);
            String temporary = lanes.temporary();
            if (!temporary.isEmpty()) {
                String text = readings.size() == 1 ? facts.made(reading).text() : facts.text();
                watch.notice().accept(file + " (" + text + "): scores in " + temporary);
            }
            source.close();
            return lanes.predictions(facts, notEvaluated);
        } catch (InatsoundsException | IOException e) {
            lanes.close();
            throw e;
        }
    }
}
