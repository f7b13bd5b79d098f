package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.npy.NpyValues;

/** Reads rows of a {@code .npy} matrix. */
final class NpyReader implements PieceReader {

    private final NpyPredictions source;
    private final int width;
    private final int itemBytes;
    private final int[] recordingOf;
    private final int[] classOf;
    private final int[] columnOfClass;
    private final ByteBuffer buffer;
    private final NpyValues values;
    private final double[] row;
    private final boolean gaps;

    /**
     * Makes a reader.
     *
     * @param columns which columns to read
     */
    NpyReader(NpyPredictions source, ClassColumns columns) {
        MatrixHeader header = source.header();
        this.source = source;
        this.width = (int) header.columns();
        this.itemBytes = header.itemBytes();
        this.recordingOf = source.recordingOf();
        this.classOf = source.truth().classOf();
        this.columnOfClass = columns.columnOfClass();
        this.buffer = ByteBuffer.allocateDirect(source.rowsPerPiece() * width * itemBytes)
                .order(header.order());
        this.values = NpyValues.of(buffer, header.type(), width);
        this.row = new double[columnOfClass.length];
        this.gaps = source.reading().gaps();
    }

    @Override
    public void ownScores(int piece, OwnScores scores) throws IOException, MalformedException {
        load(piece);
        for (int i = 0, r = source.firstRow(piece); r < source.lastRow(piece); i++, r++) {
            int recording = recordingOf[r];
            int truth = classOf[recording];
            double own = truth == GroundTruth.LEFT_OUT ? 0 : values.at(i * width + columnOfClass[truth]);
            if (Double.isNaN(own)) {
                throw new MalformedException();
            }
            scores.put(recording, own);
        }
    }

    @Override
    public void rows(int piece, RowSink sink) throws IOException, MalformedException {
        load(piece);
        NumbersSeen seen = NumbersSeen.of(source.header().type());
        for (int i = 0, r = source.firstRow(piece); r < source.lastRow(piece); i++, r++) {
            values.pick(i * width, columnOfClass, row);
            if (seen.row(row) != NumbersSeen.NO_NAN && !gaps) {
                throw new MalformedException();
            }
            sink.row(recordingOf[r], row);
        }
        if (source.asWritten()) {
            source.fileNotes().add(seen);
        }
    }

    /** Row and column, from 0, of the first NaN in an evaluated column of each row that has one. */
    List<int[]> nans(int piece) throws IOException {
        load(piece);
        List<int[]> places = new ArrayList<>();
        for (int i = 0, r = source.firstRow(piece); r < source.lastRow(piece); i++, r++) {
            values.pick(i * width, columnOfClass, row);
            int index = nanInRow();
            if (index >= 0) {
                places.add(new int[] {r, columnOfClass[index]});
            }
        }
        return places;
    }

    /** The class of the first NaN in the row; -1 when there is none, or they may be there. */
    private int nanInRow() {
        if (gaps) {
            return -1;
        }
        for (int i = 0; i < row.length; i++) {
            if (Double.isNaN(row[i])) {
                return i;
            }
        }
        return -1;
    }

    private void load(int piece) throws IOException {
        long rowBytes = (long) width * itemBytes;
        long first = source.firstRow(piece);
        buffer.clear().limit((int) ((source.lastRow(piece) - first) * rowBytes));
        source.content().read(source.header().dataStart() + first * rowBytes, buffer);
    }
}
