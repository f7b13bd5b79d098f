package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.inatsounds.internal.Text;

/** A table with a title. Without rows, neither is written. */
public record Sheet(String title, Table table) {

    /**
     * Writes tables as text.
     *
     * @param title of all of them
     * @param remark below them, which may be empty; in it nothing is markup
     */
    static void text(String title, List<Sheet> sheets, String remark, Writer out) throws IOException {
        out.write(Text.oneLine(title) + "\n");
        for (Sheet sheet : sheets) {
            if (!sheet.isEmpty()) {
                out.write("\n" + sheet.title + "\n");
                sheet.table.text(out);
            }
        }
        remark(remark, out);
    }

    /** The same as Markdown. */
    static void markdown(String title, List<Sheet> sheets, String remark, Writer out) throws IOException {
        out.write("## " + Markdown.escaped(title) + "\n");
        for (Sheet sheet : sheets) {
            if (!sheet.isEmpty()) {
                out.write("\n### " + Markdown.escaped(sheet.title) + "\n");
                sheet.table.markdown(out);
            }
        }
        remark(remark, out);
    }

    private static void remark(String remark, Writer out) throws IOException {
        if (!remark.isEmpty()) {
            out.write("\n" + remark + "\n");
        }
    }

    /** Whether it has no rows. */
    public boolean isEmpty() {
        return table.rows().isEmpty();
    }
}
