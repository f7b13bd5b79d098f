package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.util.List;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/** A CSV or TSV file with a row a recording and a column a class. */
public final class WidePredictions extends Predictions {

    /** Fits into the cache nearest to one core, together with the copy that the operating system hands over. */
    public static final int PIECE = 1 << 19;

    private final WideHeader header;
    private final RowNames rowNames;
    private final int pieceBytes;

    /**
     * Reads the header.
     *
     * @param file its name, for messages
     * @param pieceBytes how large a piece is; lines may be longer
     */
    public WidePredictions(GroundTruth truth, String file, Content content, int pieceBytes) throws IOException {
        this(truth, file, content, Reading.PLAIN, pieceBytes);
    }

    /** As above; rows may repeat a recording where they are to be pooled. */
    public WidePredictions(GroundTruth truth, String file, Content content, Reading reading, int pieceBytes)
            throws IOException {
        this(truth, file, content, TableHeader.read(content, file), reading, pieceBytes);
    }

    /** With the first line that was read. */
    WidePredictions(
            GroundTruth truth, String file, Content content, TableHeader table, Reading reading, int pieceBytes) {
        super(truth, file, content, reading);
        this.pieceBytes = pieceBytes;
        this.header = WideHeader.of(table, file, truth, reading);
        this.rowNames = header.rowNames(truth);
    }

    @Override
    public boolean isMatrix() {
        return false;
    }

    @Override
    public String layout() {
        return (header.delimiter() == '\t' ? "wide TSV" : "wide CSV") + packing();
    }

    WideHeader header() {
        return header;
    }

    @Override
    RowNames rowNames() {
        return rowNames;
    }

    @Override
    List<String> ignoredIndex() {
        int index = header.indexColumn();
        return index < 0 ? List.of() : List.of(header.names().get(index));
    }

    @Override
    public ClassColumns columns() {
        return header.columns();
    }

    @Override
    public int pieces() {
        return Math.toIntExact((content().size() - header.dataStart() + pieceBytes - 1) / pieceBytes);
    }

    @Override
    public long bytes(int piece) {
        return end(piece) - start(piece);
    }

    private long start(int piece) {
        return header.dataStart() + (long) piece * pieceBytes;
    }

    private long end(int piece) {
        return Math.min(start(piece) + pieceBytes, content().size());
    }

    LineBlock block() {
        return new LineBlock(content(), (byte) header.delimiter());
    }

    /** Loads the lines that begin in a piece. */
    void load(LineBlock block, int piece) throws IOException {
        block.load(start(piece), end(piece), piece == 0);
    }

    @Override
    @Nullable
    PieceReader wholeRows() {
        return header.hasOthers(reading())
                ? null
                : new WideReader(this, block(), columns().each(header.idColumn()));
    }

    @Override
    WideReader reader(ClassColumns read) {
        return new WideReader(this, block(), read);
    }

    @Override
    @Nullable
    BadInputException problem(ClassColumns read) throws IOException {
        return new WideInspector(this, read).problem();
    }

    @Override
    ClassColumns everyColumn() {
        return columns().each(header.idColumn());
    }

    @Override
    int[] pickedOfEvery() {
        int id = header.idColumn();
        int[] picked = columns().columnOfClass();
        for (int i = 0; i < picked.length; i++) {
            picked[i] -= picked[i] > id ? 1 : 0;
        }
        return picked;
    }

    @Override
    public String aboutMissing() throws IOException {
        return Lines.aboutEnd(content());
    }
}
