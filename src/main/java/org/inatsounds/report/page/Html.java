package org.inatsounds.report.page;

import java.util.List;
import org.inatsounds.report.Table;

/** HTML under construction. What is called text is escaped; markup is taken as it is. */
final class Html {

    /** Tables with more are taken apart on a narrow screen. */
    private static final int FEW_COLUMNS = 4;

    private final StringBuilder out = new StringBuilder();

    /** Text in which nothing is markup. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(isForbidden(c) ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    /** Control characters, which no HTML may hold. */
    private static boolean isForbidden(char c) {
        return (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
    }

    /** Adds markup. */
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    /** Adds text. */
    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** Adds an element that holds text. The attributes are markup, and may be empty. */
    Html element(String tag, String attributes, String text) {
        open(tag, attributes);
        text(text);
        return close(tag);
    }

    Html open(String tag, String attributes) {
        out.append('<').append(tag);
        if (!attributes.isEmpty()) {
            out.append(' ').append(attributes);
        }
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    Html paragraph(String text) {
        return element("p", "", text);
    }

    /**
     * Adds a table.
     *
     * @param caption what it tells
     */
    Html table(String caption, Table table) {
        int texts = table.texts();
        List<String> headings = table.headings();
        boolean many = headings.size() > FEW_COLUMNS;
        // Roles, for the style of a narrow screen takes a table apart.
        markup("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + escaped(caption) + "\"><table"
                + (many ? " class=\"many\" role=\"table\"" : "") + ">\n");
        element("caption", "", caption);
        markup("<thead><tr>");
        for (int i = 0; i < headings.size(); i++) {
            element("th", "scope=\"col\"" + (i < texts ? "" : " class=\"n\""), headings.get(i));
        }
        markup("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            markup(many ? "<tr role=\"row\">" : "<tr>");
            for (int i = 0; i < row.size(); i++) {
                if (i == 0) {
                    element(
                            "th",
                            "scope=\"row\"" + (texts > 0 ? "" : " class=\"n\"") + (many ? " role=\"rowheader\"" : ""),
                            row.get(i));
                } else {
                    String of = many ? " role=\"cell\" data-of=\"" + escaped(headings.get(i)) + "\"" : "";
                    element("td", ((i < texts ? "" : "class=\"n\"") + of).strip(), row.get(i));
                }
            }
            markup("</tr>\n");
        }
        return markup("</tbody></table></div>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
