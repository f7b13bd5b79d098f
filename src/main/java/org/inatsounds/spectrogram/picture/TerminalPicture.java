package org.inatsounds.spectrogram.picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;

/**
 * Draws a spectrogram as lines of text: frequency in kHz on the left, time below. Every line is exactly as wide as the style
 * says, and ends with a line feed.
 *
 * <p>A cell has the mean level of the area that it covers. With colours and Unicode there are two cells, one above the
 * other, in a character; with colours alone one. Without colours the level is a character: from a space for the quietest
 * cell of the picture to {@code @} for the loudest.
 */
public final class TerminalPicture {

    private static final String RAMP = " .:-=+*#%@";
    /** The lines of the time axis: itself, and its labels. */
    private static final int TIME_ROWS = 2;

    /** Labels on neighbouring lines would be hard to tell apart if there were many. */
    private static final double ROW_GAP = 1.4;

    private static final String UNIT = "kHz";

    private final BandRows rows;
    private final Preset preset;
    private final TerminalStyle style;
    private final int height;
    private final List<Tick> hertz;
    private final int labelWidth;
    private final int width;

    private TerminalPicture(BandRows rows, Preset preset, TerminalStyle style) {
        this.rows = rows;
        this.preset = preset;
        this.style = style;
        height = style.rows() - TIME_ROWS;
        hertz = Axes.frequency(preset.mel(), height, 0.5, ROW_GAP);
        labelWidth = hertz.stream().mapToInt(tick -> tick.label().length()).reduce(UNIT.length(), Math::max);
        width = style.columns() - labelWidth - 1;
    }

    /**
     * Writes the lines.
     *
     * @param preset that the spectrogram was made with
     * @throws IOException as the destination does
     */
    public static void draw(Spectrogram spectrogram, Preset preset, TerminalStyle style, Appendable out)
            throws IOException {
        draw(BandRows.of(spectrogram), preset, style, out);
    }

    static void draw(BandRows rows, Preset preset, TerminalStyle style, Appendable out) throws IOException {
        TerminalPicture picture = new TerminalPicture(rows, preset, style);
        picture.drawPlot(out);
        picture.drawTime(out);
    }

    private void drawPlot(Appendable out) throws IOException {
        String[] labels = new String[height];
        for (Tick tick : hertz) {
            labels[height - 1 - Math.min((int) tick.at(), height - 1)] = tick.label();
        }
        int perCharacter = style.halfBlocks() ? 2 : 1;
        int[][] cells = Cells.of(rows, Levels.of(rows, preset), width, perCharacter * height);
        if (style.depth() == ColourDepth.NONE) {
            stretch(cells);
        }
        ColouredLine line = new ColouredLine(style.colours(), style.depth());
        for (int y = 0; y < height; y++) {
            String label = labels[y];
            line.plain(rightAligned(label == null ? "" : label));
            line.plain(label == null ? axis("│", "|") : axis("┤", "+"));
            drawCells(line, cells[perCharacter * y], cells[perCharacter * y + perCharacter - 1]);
            out.append(line.end()).append('\n');
        }
    }

    private void drawCells(ColouredLine line, int[] upper, int[] lower) {
        for (int x = 0; x < width; x++) {
            switch (style.depth()) {
                case NONE -> line.plain(String.valueOf(RAMP.charAt(upper[x] * RAMP.length() / ColourMap.LEVELS)));
                default -> line.halves(upper[x], lower[x]);
            }
        }
    }

    /** Spreads the levels over the whole range: ten characters show little, and a recording rarely uses all levels. */
    private static void stretch(int[][] cells) {
        int low = Arrays.stream(cells).flatMapToInt(Arrays::stream).min().orElse(0);
        int high = Arrays.stream(cells).flatMapToInt(Arrays::stream).max().orElse(0);
        for (int[] row : cells) {
            Arrays.setAll(row, x -> low == high ? 0 : (row[x] - low) * (ColourMap.LEVELS - 1) / (high - low));
        }
    }

    private void drawTime(Appendable out) throws IOException {
        String[] line = new String[width];
        Arrays.fill(line, axis("─", "-"));
        char[] labels = new char[width];
        Arrays.fill(labels, ' ');
        int free = 0;
        TimeAxis axis = new TimeAxis(preset, (double) width / rows.frames(), width);
        for (Tick tick : axis.ticks(0.5, label -> label.length() + 2)) {
            int x = Math.min((int) tick.at(), width - 1);
            int length = tick.label().length();
            int start = Math.min(Math.max(x - length / 2, 0), width - length);
            line[x] = axis("┬", "+");
            if (start >= free) {
                tick.label().getChars(0, length, labels, start);
                free = start + length + 1;
            }
        }
        out.append(rightAligned(""))
                .append(axis("└", "+"))
                .append(String.join("", line))
                .append('\n');
        out.append(rightAligned(UNIT))
                .append(' ')
                .append(String.valueOf(labels))
                .append('\n');
    }

    private String axis(String unicode, String ascii) {
        return style.unicode() ? unicode : ascii;
    }

    private String rightAligned(String label) {
        return " ".repeat(labelWidth - label.length()) + label;
    }
}
