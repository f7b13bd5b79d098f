package org.inatsounds.spectrogram.picture;

/** Text in colours: an escape sequence is only written where a colour changes. */
final class ColouredLine {

    private static final String UPPER_HALF = "▀";

    private final String[] codes = new String[ColourMap.LEVELS];
    private final StringBuilder text = new StringBuilder();
    /** The colours that are set; empty if none is. */
    private String foreground = "";

    private String background = "";

    ColouredLine(ColourMap colours, ColourDepth depth) {
        byte[] table = colours.table();
        for (int level = 0; level < codes.length; level++) {
            codes[level] =
                    depth.code(table[3 * level] & 0xFF, table[3 * level + 1] & 0xFF, table[3 * level + 2] & 0xFF);
        }
    }

    /** Adds text, which must stand before the first coloured character. */
    void plain(String plain) {
        text.append(plain);
    }

    /** Adds a character of one colour. */
    void full(int level) {
        paint(foreground, codes[level], " ");
    }

    /** Adds a character of two colours, one above the other. */
    void halves(int upper, int lower) {
        if (codes[upper].equals(codes[lower])) {
            full(upper);
        } else {
            paint(codes[upper], codes[lower], UPPER_HALF);
        }
    }

    /** Ends the line: gives it, without a line feed, and is empty again. */
    String end() {
        if (!foreground.isEmpty() || !background.isEmpty()) {
            text.append("\u001B[0m");
        }
        foreground = "";
        background = "";
        String line = text.toString();
        text.setLength(0);
        return line;
    }

    private void paint(String newForeground, String newBackground, String character) {
        boolean changeForeground = !newForeground.equals(foreground);
        boolean changeBackground = !newBackground.equals(background);
        if (changeForeground || changeBackground) {
            text.append("\u001B[")
                    .append(changeForeground ? "38;" + newForeground : "")
                    .append(changeForeground && changeBackground ? ";" : "")
                    .append(changeBackground ? "48;" + newBackground : "")
                    .append('m');
        }
        foreground = newForeground;
        background = newBackground;
        text.append(character);
    }
}
