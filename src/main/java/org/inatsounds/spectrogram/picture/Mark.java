package org.inatsounds.spectrogram.picture;

import java.text.Normalizer;
import java.util.Arrays;

/** Something drawn around a spectrogram: painted one row of the picture at a time. */
interface Mark {

    /**
     * Paints what the mark has in a row.
     *
     * @param y the row, 0 at the top
     * @param row the colours of its pixels
     */
    void paint(int y, byte[] row);

    /** A filled rectangle. */
    record Box(int x, int y, int width, int height, byte colour) implements Mark {

        @Override
        public void paint(int row, byte[] pixels) {
            if (row >= y && row < y + height) {
                Arrays.fill(pixels, Math.max(x, 0), Math.min(x + width, pixels.length), colour);
            }
        }
    }

    /** All levels, one above the other, the lowest at the bottom. */
    record ColourBar(int x, int y, int width, int height, Palette palette) implements Mark {

        @Override
        public void paint(int row, byte[] pixels) {
            if (row >= y && row < y + height) {
                long fromBottom = y + height - 1L - row;
                int level = (int) (height == 1 ? 0 : fromBottom * (ColourMap.LEVELS - 1) / (height - 1));
                Arrays.fill(pixels, x, x + width, palette.index(level));
            }
        }
    }

    /**
     * A line of text.
     *
     * @param x left edge of the first letter
     * @param y upper edge of the capitals
     * @param size pixels of the picture to a pixel of a letter, 1 or 2
     */
    record Label(String text, int x, int y, int size, byte colour) implements Mark {

        @Override
        public void paint(int row, byte[] pixels) {
            int inside = row - y;
            if (inside < 0 || inside >= Glyphs.HEIGHT * size) {
                return;
            }
            int left = x;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                int width = Glyphs.width(c) * size;
                for (int column = 0; column < width; column++) {
                    int at = left + column;
                    if (at >= 0 && at < pixels.length && ink(c, column, inside)) {
                        pixels[at] = colour;
                    }
                }
                left += width + size;
            }
        }

        /** At size 2 corners are rounded: a quarter pixel takes the colour of its two neighbours if only they agree. */
        private boolean ink(char c, int column, int row) {
            int x = column / size;
            int y = row / size;
            boolean own = Glyphs.ink(c, x, y);
            if (size == 1) {
                return own;
            }
            int dx = column % 2 == 0 ? -1 : 1;
            int dy = row % 2 == 0 ? -1 : 1;
            boolean beside = Glyphs.ink(c, x + dx, y);
            boolean agree = beside == Glyphs.ink(c, x, y + dy)
                    && beside != Glyphs.ink(c, x - dx, y)
                    && beside != Glyphs.ink(c, x, y - dy);
            return agree ? beside : own;
        }

        /** Pixels from the left edge of the first letter to the right edge of the last. */
        static int width(String text, int size) {
            int width = 0;
            for (int i = 0; i < text.length(); i++) {
                width += Glyphs.width(text.charAt(i)) + 1;
            }
            return Math.max(0, width - 1) * size;
        }

        /** A text in the letters that there are: without accents, and with question marks for what has no letter. */
        static String drawable(String text) {
            StringBuilder drawable = new StringBuilder();
            Normalizer.normalize(text, Normalizer.Form.NFD)
                    .codePoints()
                    .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                    .forEach(c -> drawable.append(c < 128 && Glyphs.has((char) c) ? (char) c : '?'));
            return drawable.toString();
        }

        /** A text cut off so that it fits, with dots at its end; empty if nothing of it does. */
        static String shortened(String text, int size, int room) {
            if (width(text, size) <= room) {
                return text;
            }
            for (int length = text.length() - 1; length > 0; length--) {
                String start = text.substring(0, length).stripTrailing() + "...";
                if (width(start, size) <= room) {
                    return start;
                }
            }
            return "";
        }
    }
}
