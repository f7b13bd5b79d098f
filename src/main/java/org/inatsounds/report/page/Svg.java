package org.inatsounds.report.page;

import java.util.Locale;

/** A drawing. Colours are classes of the page's style sheet. */
final class Svg {

    private final StringBuilder out = new StringBuilder();

    /**
     * Begins.
     *
     * @param label what a person hears who can't see it
     */
    Svg(String classes, int width, int height, String label) {
        this(classes, 0, width, height, label);
    }

    /** @param top the ordinate of the upper edge */
    Svg(String classes, int top, int width, int height, String label) {
        out.append("<svg class=\"")
                .append(classes)
                .append("\" viewBox=\"0 ")
                .append(top)
                .append(' ')
                .append(width);
        out.append(' ').append(height).append("\" role=\"img\" aria-label=\"");
        out.append(Html.escaped(label)).append("\">\n");
    }

    /** A number with one place at most. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    Svg line(String classes, double x1, double y1, double x2, double y2) {
        out.append("<line class=\"").append(classes).append("\" x1=\"").append(number(x1));
        out.append("\" y1=\"").append(number(y1)).append("\" x2=\"").append(number(x2));
        out.append("\" y2=\"").append(number(y2)).append("\"/>\n");
        return this;
    }

    Svg bar(String classes, double x, double y, double width, double height, String title) {
        out.append("<rect class=\"").append(classes).append("\" x=\"").append(number(x));
        out.append("\" y=\"").append(number(y)).append("\" width=\"").append(number(width));
        out.append("\" height=\"").append(number(height)).append('"');
        return titled("rect", title);
    }

    Svg dot(String classes, double x, double y, double radius, String title) {
        out.append("<circle class=\"").append(classes).append("\" cx=\"").append(number(x));
        out.append("\" cy=\"")
                .append(number(y))
                .append("\" r=\"")
                .append(number(radius))
                .append('"');
        return titled("circle", title);
    }

    /** What a pointer shows that rests on it. */
    private Svg titled(String tag, String title) {
        if (title.isEmpty()) {
            out.append("/>\n");
        } else {
            out.append("><title>").append(Html.escaped(title)).append("</title></");
            out.append(tag).append(">\n");
        }
        return this;
    }

    Svg path(String classes, String path) {
        out.append("<path class=\"")
                .append(classes)
                .append("\" d=\"")
                .append(path)
                .append("\"/>\n");
        return this;
    }

    /** @param anchor start, middle or end: which of it is at x */
    Svg text(String anchor, double x, double y, String text) {
        out.append("<text text-anchor=\"").append(anchor).append("\" x=\"").append(number(x));
        out.append("\" y=\"").append(number(y)).append("\">");
        out.append(Html.escaped(text)).append("</text>\n");
        return this;
    }

    /** The whole. */
    String markup() {
        return out + "</svg>\n";
    }
}
