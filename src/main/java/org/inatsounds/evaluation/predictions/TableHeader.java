package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.internal.CanonicalName;

/**
 * The first line of a table, taken apart.
 *
 * @param delimiter comma, tab or semicolon
 * @param names of all columns
 * @param dataStart offset of the first byte behind the line
 */
record TableHeader(char delimiter, List<String> names, long dataStart) {

    static final String EXPECTED = "expected a header with an id column (" + ColumnWords.RECORDINGS
            + ") and a column per category, separated by commas, tabs or semicolons";

    private static final String PREDICTED = "predicted";
    private static final List<String> AUTHORS = List.of("img", "gt", "pred");

    private static final int FIRST_READ = 1 << 16;

    /**
     * Reads the header of a file.
     *
     * @param file its name, for messages
     * @throws BadInputException when the line is none of a table
     */
    static TableHeader read(Content content, String file) throws IOException {
        byte[] line = firstLine(content, file);
        boolean marked = line.length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
        int skipped = marked ? 3 : 0;
        String text = new String(line, skipped, line.length - skipped, StandardCharsets.UTF_8);
        char delimiter = delimiter(text);
        CsvLine.Fields fields =
                CsvLine.split(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, delimiter);
        if (fields.problem() != null) {
            throw new BadInputException(file + ":1:" + fields.values().size() + ": " + fields.problem());
        }
        return new TableHeader(delimiter, fields.values(), Math.min(line.length + 1L, content.size()));
    }

    /** A tab where there is one; else what there is more of, outside of quotes: Excel writes semicolons in much of Europe. */
    private static char delimiter(String text) {
        int commas = 0;
        int semicolons = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                return '\t';
            }
            quoted ^= c == '"';
            commas += !quoted && c == ',' ? 1 : 0;
            semicolons += !quoted && c == ';' ? 1 : 0;
        }
        return semicolons > commas ? ';' : ',';
    }

    /** What the names of the columns say the layout is: wide when they are those of no other. */
    Layout layout() {
        List<String> keys = names.stream().map(CanonicalName::key).toList();
        if (keys.equals(AUTHORS)) {
            return Layout.AUTHORS;
        }
        if (names.size() == 2 && keys.contains(PREDICTED)) {
            return Layout.RANKED;
        }
        boolean list = ColumnWords.row(names) >= 0 && ColumnWords.category(names) >= 0 && ColumnWords.score(names) >= 0;
        return list ? Layout.LONG : Layout.WIDE;
    }

    /** The column of the recording in a long or ranked table. */
    int idColumn(String file) {
        return found(ColumnWords.row(names), "an id column (file_name or audio_id)", file);
    }

    /** The column of the category in a long table. */
    int categoryColumn(String file) {
        return found(ColumnWords.category(names), "a column 'category'", file);
    }

    /** The column of the score in a long table. */
    int scoreColumn(String file) {
        return found(ColumnWords.score(names), "a column 'score'", file);
    }

    /** The column of the list in a ranked table. */
    int predictedColumn(String file) {
        int predicted = names.stream().map(CanonicalName::key).toList().indexOf(PREDICTED);
        return found(predicted, "a column 'Predicted'", file);
    }

    /**
     * Checks the header of the authors' layout.
     *
     * @throws BadInputException when it is another
     */
    void requireAuthors(String file) {
        if (layout() != Layout.AUTHORS) {
            throw new BadInputException(file + ":1: expected the header img,gt,pred, got " + shown());
        }
    }

    /**
     * Checks how many columns there are.
     *
     * @throws BadInputException when there are more or less
     */
    void require(int columns, String file) {
        if (names.size() != columns) {
            throw new BadInputException(
                    file + ":1: expected " + columns + " columns, got " + names.size() + ": " + shown());
        }
    }

    /**
     * Checks that there are enough columns.
     *
     * @throws BadInputException when there are less
     */
    void requireAtLeast(int columns, String file) {
        if (names.size() < columns) {
            require(columns, file);
        }
    }

    private int found(int column, String described, String file) {
        if (column < 0) {
            throw new BadInputException(file + ":1: expected " + described + ", got " + shown());
        }
        return column;
    }

    private String shown() {
        return "'" + Quote.shortened(String.join(String.valueOf(delimiter), names)) + "'";
    }

    /** The first line, without its line end. */
    private static byte[] firstLine(Content content, String file) throws IOException {
        byte[] bytes = new byte[0];
        long size = content.size();
        while (true) {
            int old = bytes.length;
            int length = (int) Math.min(Math.max(FIRST_READ, 2L * old), size);
            bytes = Arrays.copyOf(bytes, length);
            content.read(old, ByteBuffer.wrap(bytes, old, length - old));
            for (int i = old; i < length; i++) {
                if (bytes[i] == '\n') {
                    return Arrays.copyOf(bytes, i);
                }
                if (bytes[i] == 0) {
                    throw new BadInputException(file + ":1: not a table: there is a zero byte at offset " + i
                            + " (binary, or text in UTF-16): " + EXPECTED);
                }
            }
            if (length == size) {
                return bytes;
            }
            if (length >= LineBlock.MAX_LINE) {
                throw new BadInputException(file + ":1: the first " + length + " bytes hold no line end: " + EXPECTED);
            }
        }
    }
}
