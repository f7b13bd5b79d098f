package org.inatsounds.spectrogram.picture;

import org.inatsounds.UsageException;

/**
 * How a spectrogram looks in a terminal.
 *
 * @param colours the colours of the levels; not used at {@link ColourDepth#NONE}
 * @param depth how many colours the terminal shows
 * @param unicode whether it draws block and line characters; otherwise only ASCII is written
 * @param columns characters of a line, axes included, at least 20
 * @param rows lines, axes included, at least 4
 */
public record TerminalStyle(ColourMap colours, ColourDepth depth, boolean unicode, int columns, int rows) {

    /** The fewest characters of a line. */
    public static final int MIN_COLUMNS = 20;

    /** The fewest lines. */
    public static final int MIN_ROWS = 4;

    /** @throws UsageException if the picture would be too small for its axes */
    public TerminalStyle {
        if (columns < MIN_COLUMNS || rows < MIN_ROWS) {
            throw new UsageException("The picture must have at least " + MIN_COLUMNS + " columns and " + MIN_ROWS
                    + " rows, but has " + columns + " and " + rows + ".");
        }
    }

    /** Whether two bands share a character. */
    boolean halfBlocks() {
        return unicode && depth != ColourDepth.NONE;
    }
}
