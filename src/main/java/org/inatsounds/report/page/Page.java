package org.inatsounds.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A page of sections under one title, with its style and its script inside. */
final class Page {

    /** A part of the page that its menu leads to. */
    private record Section(String id, String title, String markup) {}

    private final String title;
    private final String subtitle;
    private final List<Section> sections = new ArrayList<>();

    /** @param subtitle what the page is about, in one line */
    Page(String title, String subtitle) {
        this.title = title;
        this.subtitle = subtitle;
    }

    /**
     * Adds a section; none where there is nothing in it.
     *
     * @param id lower-case letters, unique
     */
    void section(String id, String heading, Html content) {
        String markup = content.toString();
        if (!markup.isEmpty()) {
            sections.add(new Section(id, heading, markup));
        }
    }

    /** Writes the page. The writer stays open. */
    void write(Writer out) throws IOException {
        Html head = new Html()
                // The icon's address leads nowhere: without it browsers ask for one.
                .markup("""
                        <!DOCTYPE html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <meta name="generator" content="inatsounds">
                        <link rel="icon" href="data:,">
                        """)
                .element("title", "", title)
                .markup("<style>\n" + resource("page.css") + "</style>\n</head>\n<body>\n")
                .markup("<a class=\"skip\" href=\"#main\">Skip to the results</a>\n<header>\n")
                .element("h1", "", title)
                .paragraph(subtitle)
                .markup("<nav aria-label=\"Sections\">\n");
        for (Section section : sections) {
            head.element("a", "href=\"#" + section.id + "\"", section.title);
        }
        head.markup("""
                <button type="button" id="theme" hidden>Dark or light</button></nav>
                </header>
                <main id="main">
                """);
        out.write(head.toString());
        for (Section section : sections) {
            out.write(new Html()
                    .open("section", "id=\"" + section.id + "\" aria-labelledby=\"" + section.id + "-title\"")
                    .element("h2", "id=\"" + section.id + "-title\"", section.title)
                    .markup(section.markup)
                    .close("section")
                    .toString());
        }
        out.write("</main>\n<script>\n" + resource("page.js") + "</script>\n</body>\n</html>\n");
    }

    /** A text file beside this class. */
    static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("can't read " + name + " in the program", e);
        }
    }
}
