package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;

/** The rows of a table behind its header, one after the other, taken apart. Blank lines are skipped. */
final class Lines {

    private static final int PIECE = 1 << 19;

    private final Content content;
    private final String file;
    private final TableHeader header;
    private final Progress.Step step;
    private final LineBlock block;
    private long at;
    private int p;
    private long line = 1;
    private boolean cut;
    private boolean ended;
    private List<String> fields = List.of();

    Lines(Content content, String file, TableHeader header, Progress.Step step) {
        this.content = content;
        this.file = file;
        this.header = header;
        this.step = step;
        this.block = new LineBlock(content, (byte) header.delimiter());
        this.at = header.dataStart();
    }

    /**
     * Goes to the next row.
     *
     * @return whether there is one
     * @throws BadInputException when it has not the header's number of fields
     */
    boolean next() throws IOException {
        while (p < block.end() || load()) {
            int end = block.lineEnd(p);
            cut = block.unterminated() && end == block.end() - 1;
            line++;
            int behind = end > p && block.bytes()[end - 1] == '\r' ? end - 1 : end;
            String text = new String(block.bytes(), p, behind - p, StandardCharsets.UTF_8);
            p = end + 1;
            if (!text.isEmpty()) {
                split(text);
                return true;
            }
        }
        return false;
    }

    /** Loads lines until there are some; says whether there are. */
    private boolean load() throws IOException {
        if (ended) {
            return false;
        }
        if (block.tooLong()) {
            // Where the next line begins is not known.
            ended = true;
            line++;
            throw problem("a line of more than " + LineBlock.MAX_LINE + " bytes");
        }
        while (at < content.size()) {
            long to = Math.min(at + PIECE, content.size());
            block.load(at, to, at == header.dataStart());
            step.advance(to - at);
            at = to;
            p = block.start();
            if (p < block.end() || block.tooLong()) {
                return p < block.end() || load();
            }
        }
        return false;
    }

    private void split(String text) {
        CsvLine.Fields split = CsvLine.split(text, header.delimiter());
        fields = split.values();
        int expected = header.names().size();
        if (cut && fields.size() < expected) {
            throw problem("the file ends in the middle of a row, in column " + fields.size() + " of " + expected
                    + ": was it truncated while it was written or copied?");
        }
        if (split.problem() != null) {
            throw problem(fields.size() - 1, split.problem());
        }
        if (fields.size() != expected) {
            throw problem("expected " + expected + " columns as in the header, got " + fields.size());
        }
    }

    /** A field of the row, from 0, without quotes and blanks around it. */
    String field(int column) {
        return fields.get(column);
    }

    /** The number of the row's line, from 1. */
    long line() {
        return line;
    }

    /** Whether it is the last of the file and has no line end. */
    boolean cut() {
        return cut;
    }

    /** Where a field stands: file, line, column. */
    String place(int column) {
        return file + ":" + line + ":" + (column + 1);
    }

    /** The name of the file, for messages. */
    String file() {
        return file;
    }

    /** A problem of the row. */
    BadInputException problem(String complaint) {
        return new BadInputException(file + ":" + line + ": " + complaint);
    }

    /** A problem of a field, from 0. */
    BadInputException problem(int column, String complaint) {
        String end = cut ? " (the file ends here without a line end: is it truncated?)" : "";
        return new BadInputException(place(column) + ": " + complaint + end);
    }

    /** What to add to a complaint about missing recordings when the file may have been cut; else empty. */
    static String aboutEnd(Content content) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        content.read(content.size() - 1, last);
        return last.get(0) == '\n' ? "" : " (the file does not end with a line end: is it truncated?)";
    }
}
