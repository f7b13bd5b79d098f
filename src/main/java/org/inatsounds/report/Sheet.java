package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.inatsounds.internal.Text;

/**
 * A table with a title, for people: as text or as Markdown.
 *
 * @param title of the whole; the heading of the first column in text
 * @param texts how many columns are text; the others are numbers
 * @param headings one a column
 * @param rows without headings
 */
public record Sheet(String title, int texts, List<String> headings, List<List<String>> rows) {

    void text(Writer out) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        out.write("\n" + title + "\n");
        TextTable table = new TextTable("<".repeat(texts) + ">", 2);
        table.row(headings.stream().map(Text::oneLine).toList());
        rows.forEach(row -> table.row(row.stream().map(Text::oneLine).toList()));
        table.appendTo(out);
    }

    void markdown(Writer out) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        out.write("\n### " + Markdown.escaped(title) + "\n");
        List<List<String>> cells = rows.stream()
                .map(row -> row.stream().map(Markdown::escaped).toList())
                .toList();
        Markdown.table(texts, headings.stream().map(Markdown::escaped).toList(), cells, out);
    }
}
