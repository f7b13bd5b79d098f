package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** GitHub's Markdown: tables, and text in which nothing is markup. */
final class Markdown {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cc}]+");
    private static final Pattern SPECIAL = Pattern.compile("([\\\\`*_\\[\\]<>|#~&$])");

    private Markdown() {}

    /** A table after an empty line. Its first columns are text; the others are numbers, to the right. */
    static void table(int texts, List<String> headings, List<List<String>> rows, Writer out) throws IOException {
        out.write("\n");
        head(texts, headings, out);
        for (List<String> row : rows) {
            row(row, out);
        }
    }

    /** The first two lines of a table. */
    static void head(int texts, List<String> headings, Writer out) throws IOException {
        List<String> alignment = new ArrayList<>();
        for (int column = 0; column < headings.size(); column++) {
            alignment.add(column < texts ? "---" : "---:");
        }
        row(headings, out);
        row(alignment, out);
    }

    /** A line of a table. */
    static void row(List<String> cells, Writer out) throws IOException {
        out.write("| " + String.join(" | ", cells) + " |\n");
    }

    /** Text as it is: nothing in it is markup, the end of a cell or line, or an order to a terminal. */
    static String escaped(String text) {
        return SPECIAL.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("\\\\$1");
    }

    /** A link, or the text alone where it leads nowhere. */
    static String link(String text, String url) {
        boolean web = url.matches("https?://[^\\s\\p{Cc}\\p{Cs}()<>|\\\\]+");
        return web ? "[" + escaped(text) + "](" + url + ")" : escaped(text);
    }
}
