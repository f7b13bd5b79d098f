package org.inatsounds.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.internal.Text;

/**
 * A plain table: two blanks between columns, no lines. A column is as wide as its widest cell.
 */
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final String alignment;
    private final int indent;

    /**
     * Makes an empty table.
     *
     * @param alignment for each column {@code <} (to the left: text) or {@code >} (to the right: numbers); the last counts for
     *     all further columns
     * @param indent blanks before each row
     */
    TextTable(String alignment, int indent) {
        this.alignment = alignment;
        this.indent = indent;
    }

    /** Adds a row. Rows may differ in length. Control characters, which a terminal might obey, become blanks. */
    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    TextTable row(List<String> cells) {
        rows.add(cells.stream().map(Text::oneLine).toList());
        return this;
    }

    /** Writes all rows, each with a new line at its end and no blank before that. */
    void appendTo(Appendable out) throws IOException {
        int[] widths = widths();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ".repeat(indent));
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String padding = " ".repeat(widths[column] - length(cell));
                line.append(column == 0 ? "" : GAP).append(isLeft(column) ? cell + padding : padding + cell);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private boolean isLeft(int column) {
        return alignment.charAt(Math.min(column, alignment.length() - 1)) == '<';
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        return widths;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
