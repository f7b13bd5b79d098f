package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads rows of a wide table from a {@link LineBlock}. It knows well-formed rows only; every other row is a
 * {@link MalformedException}.
 */
final class WideReader implements PieceReader {

    private final WidePredictions source;
    private final LineBlock block;
    private final byte delimiter;
    private final int idColumn;
    private final int[] classOf;
    private final int[] columnOfClass;
    private final RowNames recordings;

    /** The columns that are read, from left to right: how many others to skip before it, and its class. */
    private final int[] skips;

    private final int[] targets;
    private final int skippedAtEnd;

    private final double[] row;
    private final double[] single = new double[1];
    private int recording;

    /**
     * Makes a reader.
     *
     * @param read what the columns hold that are to be read
     */
    WideReader(WidePredictions source, LineBlock block, ClassColumns read) {
        WideHeader header = source.header();
        this.source = source;
        this.block = block;
        this.delimiter = (byte) header.delimiter();
        this.idColumn = header.idColumn();
        this.classOf = source.truth().classOf();
        this.columnOfClass = read.columnOfClass();
        this.recordings = source.rowNames();
        this.row = new double[columnOfClass.length];
        this.skips = new int[row.length + 1];
        this.targets = new int[row.length + 1];
        int count = 0;
        int skipped = 0;
        int[] classes = read.classOf();
        for (int column = 0; column < classes.length; column++) {
            if (classes[column] == ClassColumns.NONE && column != idColumn) {
                skipped++;
                continue;
            }
            skips[count] = skipped;
            targets[count] = classes[column];
            skipped = 0;
            count++;
        }
        this.skippedAtEnd = skipped;
    }

    @Override
    public void ownScores(int piece, OwnScores scores) throws IOException, MalformedException {
        load(piece);
        int p = block.start();
        while (p < block.end()) {
            if (!isBlank(p)) {
                p = ownScore(p);
                scores.put(recording, single[0]);
            }
            p = block.lineEnd(p) + 1;
        }
    }

    @Override
    public void rows(int piece, RowSink sink) throws IOException, MalformedException {
        load(piece);
        NumbersSeen seen = NumbersSeen.ofText();
        int p = block.start();
        while (p < block.end()) {
            if (isBlank(p)) {
                p = block.lineEnd(p) + 1;
                continue;
            }
            p = row(p);
            seen.row(row);
            sink.row(recording, row);
        }
        source.fileNotes().add(seen);
    }

    private void load(int piece) throws IOException, MalformedException {
        source.load(block, piece);
        if (block.tooLong()) {
            throw new MalformedException();
        }
    }

    /** Whether the line that begins at {@code p} is empty. */
    boolean isBlank(int p) {
        byte[] b = block.bytes();
        return b[p] == '\n' || (b[p] == '\r' && b[p + 1] == '\n');
    }

    /** Reads the row's id, and the score of its true class into {@code single}. Returns a place in the same line. */
    private int ownScore(int line) throws MalformedException {
        int behindId = readId(skip(line, idColumn));
        if (classOf[recording] == GroundTruth.LEFT_OUT) {
            return behindId;
        }
        int column = columnOfClass[classOf[recording]];
        int p = column > idColumn ? skip(behindId, column - idColumn) : skip(line, column);
        int end = readScore(p, single, 0);
        if (!isFieldEnd(end)) {
            throw new MalformedException();
        }
        return end;
    }

    /** Reads a whole row: its recording, and its scores. Returns the start of the next line. */
    int row(int line) throws MalformedException {
        byte[] b = block.bytes();
        int last = targets.length - 1;
        int p = line;
        for (int i = 0; i < last; i++) {
            p = readColumn(i, p);
            if (b[p++] != delimiter) {
                throw new MalformedException();
            }
        }
        p = readColumn(last, p);
        if (skippedAtEnd > 0) {
            if (b[p] != delimiter) {
                throw new MalformedException();
            }
            p = block.fieldEnd(skip(p + 1, skippedAtEnd - 1));
        }
        if (b[p] == '\r') {
            p++;
        }
        if (b[p] != '\n') {
            throw new MalformedException();
        }
        return p + 1;
    }

    /** Which recording the row read last is of. */
    int recording() {
        return recording;
    }

    private int readColumn(int i, int start) throws MalformedException {
        int p = skips[i] == 0 ? start : skip(start, skips[i]);
        return targets[i] >= 0 ? readScore(p, row, targets[i]) : readId(p);
    }

    private int skip(int p, int fields) throws MalformedException {
        int behind = fields == 0 ? p : block.skipFields(p, fields);
        if (behind < 0) {
            throw new MalformedException();
        }
        return behind;
    }

    /** Reads the score that begins at {@code p}. Returns where its field ends. */
    private int readScore(int start, double[] out, int k) throws MalformedException {
        byte[] b = block.bytes();
        int p = start;
        while (b[p] == ' ') {
            p++;
        }
        int end = Decimals.parse(b, p, out, k);
        return end >= 0 && isFieldEnd(end) ? end : readUnusualScore(p, out, k);
    }

    private boolean isFieldEnd(int p) {
        byte[] b = block.bytes();
        return b[p] == delimiter || b[p] == '\n' || (b[p] == '\r' && b[p + 1] == '\n');
    }

    private int readUnusualScore(int p, double[] out, int k) throws MalformedException {
        int end = block.fieldEnd(p);
        String text = text(p, end);
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1).strip();
        }
        out[k] = Decimals.parse(text);
        if (Double.isNaN(out[k]) && !source.reading().isGap(text)) {
            throw new MalformedException();
        }
        return end;
    }

    /** Finds the recording whose id begins at {@code start}. Returns where its field ends. */
    private int readId(int start) throws MalformedException {
        byte[] b = block.bytes();
        int p = start;
        while (b[p] == ' ') {
            p++;
        }
        int end;
        String id;
        if (b[p] == '"') {
            int quote = closingQuote(p);
            end = block.fieldEnd(quote);
            if (!text(quote + 1, end).isEmpty()) {
                throw new MalformedException();
            }
            id = text(p + 1, quote).replace("\"\"", "\"");
        } else {
            end = block.fieldEnd(p);
            id = text(p, end);
        }
        recording = recordings.find(id, recording + 1);
        if (recording == RecordingNames.UNKNOWN) {
            throw new MalformedException();
        }
        return end;
    }

    private int closingQuote(int opening) throws MalformedException {
        byte[] b = block.bytes();
        int p = opening + 1;
        while (b[p] != '"' || b[++p] == '"') {
            if (b[p] == '\n') {
                throw new MalformedException();
            }
            p++;
        }
        return p - 1;
    }

    private String text(int from, int to) {
        return new String(block.bytes(), from, to - from, StandardCharsets.UTF_8).strip();
    }
}
