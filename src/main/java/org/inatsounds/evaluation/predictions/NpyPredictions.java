package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/** A {@code .npy} matrix with a row a recording and a column a class. */
public sealed class NpyPredictions extends Predictions permits ConvertedPredictions, ScoreArray.Held {

    public static final int PIECE = 1 << 19;

    private final MatrixHeader header;
    private final ClassColumns columns;

    /** Which recording each row is of. */
    private final int[] recordingOf;

    private final int rowsPerPiece;

    /** What a list of rows is read by. */
    private @Nullable RowNames rowNames;

    /**
     * Reads the header, and the lists when there are any.
     *
     * @param file its name, for messages
     * @param pieceBytes how large a piece is; rows may be longer
     */
    public NpyPredictions(GroundTruth truth, String file, Content content, Order order, int pieceBytes)
            throws IOException {
        this(truth, file, content, Reading.of(order), pieceBytes);
    }

    /** As above; rows may repeat a recording where they are to be pooled. */
    NpyPredictions(GroundTruth truth, String file, Content content, Reading reading, int pieceBytes)
            throws IOException {
        super(truth, file, content, reading);
        Order order = reading.order();
        this.header = MatrixHeader.read(content, file());
        this.columns = order.columns() == null
                ? ClassColumns.byNumber(
                        truth,
                        header.columns(),
                        file() + ": the matrix has",
                        ": name the columns in a list (--columns)")
                : columnsByList(order.columns());
        this.recordingOf = order.rows() == null ? rowsByAnnotations() : rowsByList(order.rows());
        this.rowsPerPiece = rowsPerPiece(header, pieceBytes);
    }

    private ClassColumns columnsByList(Path list) throws IOException {
        List<NameList.Entry> entries = NameList.read(list).entries();
        if (entries.size() != header.columns()) {
            throw new BadInputException(
                    list + ": names " + entries.size() + " columns, " + file() + " has " + header.columns());
        }
        CategoryNames categories =
                new CategoryNames(truth().categories(), reading().order().labels());
        ClassColumns.Builder builder = new ClassColumns.Builder(truth());
        Problems problems = new Problems();
        for (NameList.Entry entry : entries) {
            try {
                builder.add(categories.find(entry.name(), entry.place()), entry.name(), entry.place());
            } catch (BadInputException e) {
                problems.add(e);
            }
        }
        problems.check();
        return reading().gaps() ? builder.buildWithGaps() : builder.build(list.toString());
    }

    /** A matrix of the classes themselves, with known rows. */
    NpyPredictions(Opened opened, Content content, MatrixHeader header, List<String> notEvaluated, int[] recordingOf) {
        this(opened, content, header, ClassColumns.ofClasses(opened.truth(), notEvaluated), recordingOf);
    }

    /** A matrix with known rows and columns. */
    NpyPredictions(Opened opened, Content content, MatrixHeader header, ClassColumns columns, int[] recordingOf) {
        super(opened.truth(), opened.file(), content, opened.reading());
        this.header = header;
        this.columns = columns;
        this.recordingOf = recordingOf;
        this.rowsPerPiece = rowsPerPiece(header, PIECE);
    }

    private static int rowsPerPiece(MatrixHeader header, int pieceBytes) {
        return (int) Math.max(1, pieceBytes / (header.columns() * header.itemBytes()));
    }

    private int[] rowsByAnnotations() {
        int recordings = truth().recordings().size();
        if (header.rows() != recordings) {
            throw new BadInputException(
                    file() + ": the matrix has " + header.rows() + " rows, the annotations " + recordings
                            + " recordings: name the rows in a list (--rows), or use the annotations of the same split");
        }
        return IntStream.range(0, recordings).toArray();
    }

    private int[] rowsByList(Path list) throws IOException {
        NameList names = NameList.read(list);
        List<NameList.Entry> entries = names.entries();
        if (entries.size() != header.rows()) {
            throw new BadInputException(
                    list + ": names " + entries.size() + " rows, " + file() + " has " + header.rows());
        }
        RowNames recordings = names.rowNames(truth());
        rowNames = recordings;
        int[] rows = new int[entries.size()];
        Problems problems = new Problems();
        String[] placeOf = new String[truth().recordings().size()];
        for (int row = 0; row < rows.length; row++) {
            NameList.Entry entry = entries.get(row);
            int recording = recordings.find(entry.name());
            if (recording == RecordingNames.UNKNOWN) {
                problems.add(new BadInputException(entry.place() + ": " + recordings.complaint(entry.name())));
            } else if (placeOf[recording] != null && reading().pool() == null) {
                problems.add(new BadInputException(entry.place() + ": a second row for "
                        + truth().recordings().get(recording).fileName() + "; the first is at " + placeOf[recording]
                        + Pooling.ADVICE));
            } else {
                placeOf[recording] = entry.place();
                rows[row] = recording;
            }
        }
        problems.check();
        return rows;
    }

    @Override
    public boolean isMatrix() {
        return true;
    }

    @Override
    public String layout() {
        return "npy " + header.type() + packing();
    }

    MatrixHeader header() {
        return header;
    }

    @Override
    @Nullable
    RowNames rowNames() {
        return rowNames;
    }

    int[] recordingOf() {
        return recordingOf;
    }

    @Override
    public ClassColumns columns() {
        return columns;
    }

    @Override
    public int pieces() {
        return (recordingOf.length + rowsPerPiece - 1) / rowsPerPiece;
    }

    @Override
    public long bytes(int piece) {
        return (lastRow(piece) - firstRow(piece)) * header.columns() * header.itemBytes();
    }

    int firstRow(int piece) {
        return piece * rowsPerPiece;
    }

    /** Behind the last row of a piece. */
    int lastRow(int piece) {
        return Math.min(firstRow(piece) + rowsPerPiece, recordingOf.length);
    }

    int rowsPerPiece() {
        return rowsPerPiece;
    }

    /** Whether the numbers are those of the file. */
    boolean asWritten() {
        return true;
    }

    @Override
    PieceReader wholeRows() {
        return new NpyReader(this, columns.each(ClassColumns.NONE));
    }

    @Override
    NpyReader reader(ClassColumns read) {
        return new NpyReader(this, read);
    }

    /** The only thing that can still be wrong is a NaN. */
    @Override
    @Nullable
    BadInputException problem(ClassColumns read) throws IOException {
        NpyReader reader = new NpyReader(this, read);
        Problems problems = new Problems();
        for (int piece = 0; piece < pieces(); piece++) {
            for (int[] place : reader.nans(piece)) {
                problems.add(new BadInputException(file() + Arrays.toString(place) + ": expected a number, got NaN ("
                        + column(place[1]) + " for "
                        + truth().recordings().get(recordingOf[place[0]]).fileName() + ")"));
            }
        }
        return problems.found();
    }

    private String column(int column) {
        int index = columns.classOf()[column];
        return index == ClassColumns.NONE
                ? "a column that is not evaluated, but counts in softmax,"
                : "the score of category " + truth().classes().get(index).id();
    }

    @Override
    ClassColumns everyColumn() {
        return columns.each(ClassColumns.NONE);
    }

    @Override
    int[] pickedOfEvery() {
        return columns.columnOfClass();
    }

    @Override
    int @Nullable [] rowsOfRecordings() {
        int[] rows = new int[truth().recordings().size()];
        for (int recording : recordingOf) {
            rows[recording]++;
        }
        return rows;
    }

    @Override
    double rounded(double number) {
        return header.type().rounded(number);
    }

    @Override
    public String aboutMissing() {
        return "";
    }
}
