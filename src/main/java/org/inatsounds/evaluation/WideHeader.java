package org.inatsounds.evaluation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.inatsounds.BadInputException;

/**
 * The header of a wide table, understood.
 *
 * @param delimiter comma or tab
 * @param names of all columns, the id column among them
 * @param idColumn which one names the recording; from 0
 * @param columns what the others hold
 * @param dataStart offset of the first byte behind the header line
 */
record WideHeader(char delimiter, List<String> names, int idColumn, ClassColumns columns, long dataStart) {

    private static final Set<String> ID_NAMES = Set.of("file_name", "filename", "audio_id", "id", "row_id");
    private static final String EXPECTED =
            "expected a header with an id column (file_name, filename, audio_id, id or row_id) and a column per category,"
                    + " separated by commas or tabs";

    private static final int FIRST_READ = 1 << 16;

    /**
     * Reads the header of a file.
     *
     * @param file its name, for messages
     * @throws BadInputException when it is none, names unknown or repeated categories, or lacks a class
     */
    static WideHeader read(Content content, String file, GroundTruth truth) throws IOException {
        byte[] line = firstLine(content, file);
        boolean marked = line.length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
        int skipped = marked ? 3 : 0;
        String text = new String(line, skipped, line.length - skipped, StandardCharsets.UTF_8);
        char delimiter = text.indexOf('\t') >= 0 ? '\t' : ',';
        CsvLine.Fields fields =
                CsvLine.split(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, delimiter);
        List<String> names = fields.values();
        if (fields.problem() != null) {
            throw new BadInputException(file + ":1:" + names.size() + ": " + fields.problem());
        }
        int idColumn = idColumn(names, file);
        CategoryNames categories = new CategoryNames(truth.categories());
        ClassColumns.Builder columns = new ClassColumns.Builder(truth);
        for (int i = 0; i < names.size(); i++) {
            if (i == idColumn) {
                columns.addOther();
            } else {
                String place = file + ":1:" + (i + 1);
                columns.add(categories.find(names.get(i), place), names.get(i), place);
            }
        }
        long dataStart = Math.min(line.length + 1L, content.size());
        return new WideHeader(delimiter, names, idColumn, columns.build(file + ":1"), dataStart);
    }

    private static int idColumn(List<String> names, String file) {
        int[] found = IntStream.range(0, names.size())
                .filter(i -> ID_NAMES.contains(names.get(i).toLowerCase(Locale.ROOT)))
                .toArray();
        if (found.length > 1) {
            throw new BadInputException(file + ":1:" + (found[1] + 1) + ": a second id column '" + names.get(found[1])
                    + "'; the first is column " + (found[0] + 1) + " '" + names.get(found[0]) + "': keep one of them");
        }
        if (found.length == 1) {
            return found[0];
        }
        // An index without a name is what pandas writes for a frame whose index holds the ids.
        if (names.get(0).isEmpty() && names.size() > 1) {
            return 0;
        }
        throw new BadInputException(file + ":1: no id column among " + names.size() + ", the first is '"
                + Quote.shortened(names.get(0)) + "': " + EXPECTED);
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
