package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.predictions.GroundTruth.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Finds the problems of a wide table and says what they are: file, line, and column of the table (both from 1). Reads rows
 * as {@link WideReader} does, from the start, and takes apart the first ones that it stumbles over.
 */
final class WideInspector {

    private final WidePredictions source;
    private final WideHeader header;
    private final ClassColumns read;
    private final LineBlock block;
    private final WideReader reader;

    /** The line of each recording; 0 for those that had none yet. */
    private final long[] lineOf;

    private final Problems problems = new Problems();
    private long line = 1;

    /**
     * Makes an inspector.
     *
     * @param read what the columns hold that are read
     */
    WideInspector(WidePredictions source, ClassColumns read) {
        this.source = source;
        this.read = read;
        this.header = source.header();
        this.block = source.block();
        this.reader = new WideReader(source, block, read);
        this.lineOf = new long[source.truth().recordings().size()];
    }

    @Nullable
    BadInputException problem() throws IOException {
        for (int piece = 0; piece < source.pieces(); piece++) {
            source.load(block, piece);
            int p = block.start();
            while (p < block.end()) {
                int end = block.lineEnd(p);
                line++;
                inspect(p, end, block.unterminated() && end == block.end() - 1);
                p = end + 1;
            }
            if (block.tooLong()) {
                line++;
                problems.add(atLine("a line of more than " + LineBlock.MAX_LINE + " bytes"));
                break;
            }
        }
        return problems.found();
    }

    private void inspect(int start, int end, boolean cut) {
        if (reader.isBlank(start)) {
            return;
        }
        try {
            reader.row(start);
        } catch (MalformedException e) {
            if (problems.enough()) {
                problems.count();
                return;
            }
            String row = new String(block.bytes(), start, end - start, StandardCharsets.UTF_8);
            problems.add(explain(row.endsWith("\r") ? row.substring(0, row.length() - 1) : row, cut));
            return;
        }
        long first = lineOf[reader.recording()];
        if (first != 0 && source.reading().pool() == null) {
            Recording recording = source.truth().recordings().get(reader.recording());
            problems.add(atColumn(
                    header.idColumn(),
                    "a second row for " + recording.fileName() + "; the first is line " + first + Pooling.ADVICE));
        } else {
            lineOf[reader.recording()] = line;
        }
    }

    private BadInputException explain(String row, boolean cut) {
        CsvLine.Fields fields = CsvLine.split(row, header.delimiter());
        List<String> values = fields.values();
        int expected = header.names().size();
        if (cut && values.size() < expected) {
            return atLine("the file ends in the middle of a row, in column " + values.size() + " of " + expected
                    + ": was it truncated while it was written or copied?");
        }
        if (fields.problem() != null) {
            return atColumn(values.size() - 1, fields.problem());
        }
        if (values.size() != expected) {
            return atLine("expected " + expected + " columns as in the header, got " + values.size());
        }
        int[] classes = read.classOf();
        for (int i = 0; i < expected; i++) {
            String value = values.get(i);
            if (i == header.idColumn() && source.rowNames().find(value) == RecordingNames.UNKNOWN) {
                return atColumn(i, source.rowNames().complaint(value));
            }
            if (classes[i] != ClassColumns.NONE
                    && Double.isNaN(Decimals.parse(value))
                    && !source.reading().isGap(value)) {
                return atColumn(
                        i,
                        "expected a number as score of '" + header.names().get(i) + "', got '" + Quote.shortened(value)
                                + "'");
            }
        }
        return atLine("the row can't be read: expected an id and plain numbers (only the id may hold a delimiter)");
    }

    private BadInputException atLine(String complaint) {
        return new BadInputException(source.file() + ":" + line + ": " + complaint);
    }

    /** A problem of one column, counted from 0. */
    private BadInputException atColumn(int column, String complaint) {
        return new BadInputException(source.file() + ":" + line + ":" + (column + 1) + ": " + complaint);
    }
}
