package org.inatsounds.evaluation;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/** A CSV or TSV file with a row a recording and a column a class. */
final class WidePredictions extends Predictions {

    /** Fits into the cache nearest to one core, together with the copy that the operating system hands over. */
    static final int PIECE = 1 << 19;

    private final WideHeader header;
    private final int pieceBytes;

    /**
     * Reads the header.
     *
     * @param file its name, for messages
     * @param pieceBytes how large a piece is; lines may be longer
     */
    WidePredictions(GroundTruth truth, String file, Content content, int pieceBytes) throws IOException {
        super(truth, file, content);
        this.pieceBytes = pieceBytes;
        this.header = WideHeader.read(content, file, truth);
    }

    @Override
    public String layout() {
        return header.delimiter() == '\t' ? "wide TSV" : "wide CSV";
    }

    WideHeader header() {
        return header;
    }

    @Override
    ClassColumns columns() {
        return header.columns();
    }

    @Override
    int pieces() {
        return Math.toIntExact((content().size() - header.dataStart() + pieceBytes - 1) / pieceBytes);
    }

    @Override
    long bytes(int piece) {
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
    WideReader reader() {
        return new WideReader(this, block());
    }

    @Override
    @Nullable
    BadInputException problem() throws IOException {
        return new WideInspector(this).problem();
    }

    @Override
    String aboutMissing() throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        content().read(content().size() - 1, last);
        return last.get(0) == '\n' ? "" : " (the file does not end with a line end: was it cut?)";
    }
}
