package org.inatsounds.evaluation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.inatsounds.BadInputException;

/**
 * The first line of a table, taken apart.
 *
 * @param delimiter comma or tab
 * @param names of all columns
 * @param dataStart offset of the first byte behind the line
 */
record TableHeader(char delimiter, List<String> names, long dataStart) {

    static final String EXPECTED =
            "expected a header with an id column (file_name, filename, audio_id, id or row_id) and a column per category,"
                    + " separated by commas or tabs";

    private static final Set<String> ID_NAMES = Set.of("file_name", "filename", "audio_id", "id", "row_id");
    private static final Set<String> CATEGORY_NAMES =
            Set.of("category", "category_id", "class", "class_id", "species", "name", "audio_dir_name");
    private static final Set<String> SCORE_NAMES = Set.of("score", "probability", "confidence", "logit");
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
        char delimiter = text.indexOf('\t') >= 0 ? '\t' : ',';
        CsvLine.Fields fields =
                CsvLine.split(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, delimiter);
        if (fields.problem() != null) {
            throw new BadInputException(file + ":1:" + fields.values().size() + ": " + fields.problem());
        }
        return new TableHeader(delimiter, fields.values(), Math.min(line.length + 1L, content.size()));
    }

    /** What the names of the columns say the layout is: wide when they are those of no other. */
    Layout layout() {
        List<String> lower =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (lower.equals(AUTHORS)) {
            return Layout.AUTHORS;
        }
        if (names.size() == 2 && lower.contains(PREDICTED)) {
            return Layout.RANKED;
        }
        boolean list = names.size() == 3
                && lower.stream().anyMatch(CATEGORY_NAMES::contains)
                && lower.stream().anyMatch(SCORE_NAMES::contains);
        return list ? Layout.LONG : Layout.WIDE;
    }

    static boolean isId(String name) {
        return ID_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The column of the recording in a long or ranked table. */
    int idColumn(String file) {
        return column(ID_NAMES, "an id column (file_name, filename, audio_id, id or row_id)", file);
    }

    /** The column of the category in a long table. */
    int categoryColumn(String file) {
        return column(CATEGORY_NAMES, "a column 'category'", file);
    }

    /** The column of the score in a long table. */
    int scoreColumn(String file) {
        return column(SCORE_NAMES, "a column 'score'", file);
    }

    /** The column of the list in a ranked table. */
    int predictedColumn(String file) {
        return column(Set.of(PREDICTED), "a column 'Predicted'", file);
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

    private int column(Set<String> expected, String described, String file) {
        for (int i = 0; i < names.size(); i++) {
            if (expected.contains(names.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        throw new BadInputException(file + ":1: expected " + described + ", got " + shown());
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
