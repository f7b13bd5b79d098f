package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * A table for people, as text or Markdown; {@code report.page} makes HTML of it. Its cells are text in which nothing is markup.
 *
 * @param texts how many columns are text; the others, behind them, are numbers
 * @param headings one a column
 * @param rows without headings
 */
public record Table(int texts, List<String> headings, List<List<String>> rows) {

    /** Writes it indented. */
    void text(Writer out) throws IOException {
        TextTable table = new TextTable("<".repeat(texts) + ">", 2).row(headings);
        rows.forEach(table::row);
        table.appendTo(out);
    }

    /** Writes it after an empty line. */
    void markdown(Writer out) throws IOException {
        Markdown.table(
                texts, escaped(headings), rows.stream().map(Table::escaped).toList(), out);
    }

    private static List<String> escaped(List<String> cells) {
        return cells.stream().map(Markdown::escaped).toList();
    }
}
