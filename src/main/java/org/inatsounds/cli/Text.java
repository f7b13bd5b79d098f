package org.inatsounds.cli;

/** Text that goes to a terminal. */
final class Text {

    private Text() {}

    /**
     * The text with control characters made visible. Messages quote names from archives, files and servers; none of them
     * may move the cursor or change the title of the window.
     */
    static String printable(String text) {
        if (text.chars().noneMatch(Text::hidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (hidden(c)) {
                visible.append(String.format("\\u%04x", c));
            } else {
                visible.append((char) c);
            }
        });
        return visible.toString();
    }

    private static boolean hidden(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }
}
