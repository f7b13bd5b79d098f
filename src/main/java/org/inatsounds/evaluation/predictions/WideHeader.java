package org.inatsounds.evaluation.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.inatsounds.BadInputException;

/**
 * The header of a wide table, understood.
 *
 * @param delimiter comma, tab or semicolon
 * @param names of all columns, the id column among them
 * @param idColumn which one names the recording; from 0
 * @param columns what the others hold
 * @param dataStart offset of the first byte behind the header line
 * @param indexColumn which one is an index beside the id column, and not read; negative when there is none
 */
record WideHeader(
        char delimiter, List<String> names, int idColumn, ClassColumns columns, long dataStart, int indexColumn) {

    /**
     * Understands the first line of a table.
     *
     * @param file its name, for messages
     * @throws BadInputException when it is none, names unknown or repeated categories, or lacks a class
     */
    static WideHeader of(TableHeader table, String file, GroundTruth truth, Reading reading) {
        List<String> names = table.names();
        int idColumn = idColumn(names, file, reading);
        CategoryFinder categories =
                new CategoryFinder(truth.categories(), reading.order().labels());
        // pandas writes the index of a frame first, without a name unless it is read and written again.
        int index = idColumn > 0 && ColumnWords.isIndex(names.get(0)) && !categories.knows(names.get(0)) ? 0 : -1;
        ClassColumns.Builder columns = new ClassColumns.Builder(truth);
        Problems problems = new Problems();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (i == idColumn || i == index || reading.ignores(names.get(i))) {
                columns.addOther();
                continue;
            }
            String place = file + ":1:" + (i + 1);
            if (names.get(i).isEmpty() && i == names.size() - 1) {
                problems.add(new BadInputException(
                        place + ": the last column has no name: does every line end with one delimiter too many?"));
                continue;
            }
            try {
                columns.add(categories.find(names.get(i), place), names.get(i), place);
            } catch (BadInputException e) {
                if (!names.get(i).isEmpty() && !categories.knows(names.get(i))) {
                    others.add(names.get(i));
                }
                problems.add(e);
            }
        }
        problems.check(advice(others, names.size(), file));
        ClassColumns understood = reading.gaps() ? columns.buildWithGaps() : columns.build(file + ":1");
        return new WideHeader(table.delimiter(), names, idColumn, understood, table.dataStart(), index);
    }

    /** What to do about columns that are no categories: most often there are a few, and the rest is as it should be. */
    private static String advice(List<String> others, int columns, String file) {
        return others.isEmpty() || others.size() > columns / 2
                ? ""
                : "\n" + file + ":1: columns that hold no scores are left out with --ignore-columns "
                        + Quote.shortened(String.join(",", others));
    }

    /** Whether there are columns beside recording and scores. */
    boolean hasOthers(Reading reading) {
        return indexColumn >= 0 || names.stream().anyMatch(reading::ignores);
    }

    /** How the names of the rows are to be read. */
    RowNames rowNames(GroundTruth truth) {
        return new RowNames(truth.recordingNames(), ColumnWords.kind(names.get(idColumn)));
    }

    private static int idColumn(List<String> names, String file, Reading reading) {
        int[] found = IntStream.range(0, names.size())
                .filter(i -> ColumnWords.isRow(names.get(i)) && !reading.ignores(names.get(i)))
                .toArray();
        if (found.length > 1) {
            throw new BadInputException(file + ":1:" + (found[1] + 1) + ": a second id column '" + names.get(found[1])
                    + "'; the first is column " + (found[0] + 1) + " '" + names.get(found[0])
                    + "': keep one of them, or leave one out with --ignore-columns");
        }
        if (found.length == 1) {
            return found[0];
        }
        // An index without a name is what pandas writes for a frame whose index holds the names of files.
        if (ColumnWords.isIndex(names.get(0)) && names.size() > 1) {
            return 0;
        }
        throw new BadInputException(file + ":1: no id column among " + names.size() + ", the first is '"
                + Quote.shortened(names.get(0)) + "': " + TableHeader.EXPECTED);
    }
}
