package org.inatsounds.evaluation;

import java.io.IOException;
import java.util.List;
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

    /**
     * Reads the header of a file.
     *
     * @param file its name, for messages
     * @throws BadInputException when it is none, names unknown or repeated categories, or lacks a class
     */
    static WideHeader read(Content content, String file, GroundTruth truth) throws IOException {
        TableHeader table = TableHeader.read(content, file);
        List<String> names = table.names();
        int idColumn = idColumn(names, file);
        CategoryNames categories = new CategoryNames(truth.categories());
        ClassColumns.Builder columns = new ClassColumns.Builder(truth);
        Problems problems = new Problems();
        for (int i = 0; i < names.size(); i++) {
            if (i == idColumn) {
                columns.addOther();
                continue;
            }
            String place = file + ":1:" + (i + 1);
            if (names.get(i).isEmpty() && i == names.size() - 1) {
                problems.add(new BadInputException(
                        place + ": the last column has no name: does every line end with a delimiter too many?"));
                continue;
            }
            try {
                columns.add(categories.find(names.get(i), place), names.get(i), place);
            } catch (BadInputException e) {
                problems.add(e);
            }
        }
        problems.check();
        return new WideHeader(table.delimiter(), names, idColumn, columns.build(file + ":1"), table.dataStart());
    }

    private static int idColumn(List<String> names, String file) {
        int[] found = IntStream.range(0, names.size())
                .filter(i -> TableHeader.isId(names.get(i)))
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
                + Quote.shortened(names.get(0)) + "': " + TableHeader.EXPECTED);
    }
}
