package org.inatsounds.spectrogram.picture;

import org.inatsounds.UsageException;

/**
 * The spectrogram's own rectangle.
 *
 * @param bands one row of cells each
 * @param frames of the spectrogram
 * @param framesPerColumn frames that share a column; the last column may have fewer
 * @param cellWidth pixels a column is wide
 * @param cellHeight pixels a band is high
 */
record Plot(int bands, int frames, int framesPerColumn, int cellWidth, int cellHeight) {

    /** With axes there are no more columns than this. */
    static final int MOST_COLUMNS = 2000;

    /** What is automatic is made as large as fits into so many pixels, and never less than a pixel a cell. */
    private static final int FITTING_WIDTH = 1200;

    private static final int FITTING_HEIGHT = 384;

    /** @throws UsageException if the picture would be wider or higher than a PNG can be */
    static Plot of(BandRows rows, PictureStyle style) {
        int perColumn = style.axes() ? (rows.frames() - 1) / MOST_COLUMNS + 1 : 1;
        Plot plot = new Plot(rows.bands(), rows.frames(), perColumn, 1, 1);
        if (style.scale() == PictureStyle.AUTOMATIC) {
            return style.axes()
                    ? plot.scaled(fitting(FITTING_WIDTH, plot.columns()), fitting(FITTING_HEIGHT, plot.bands))
                    : plot;
        }
        return plot.scaled(style.scale(), style.scale());
    }

    private static int fitting(int pixels, int cells) {
        return Math.max(1, pixels / cells);
    }

    private Plot scaled(int width, int height) {
        // The axes need some pixels too.
        int most = Integer.MAX_VALUE - (1 << 16);
        if ((long) columns() * width > most || (long) bands * height > most) {
            throw new UsageException("The picture would have " + (long) columns() * width + " x "
                    + (long) bands * height + " pixels, and a PNG can't have more than " + most
                    + " in a row or column. Ask for a smaller scale.");
        }
        return new Plot(bands, frames, framesPerColumn, width, height);
    }

    int columns() {
        return (frames - 1) / framesPerColumn + 1;
    }

    int width() {
        return columns() * cellWidth;
    }

    int height() {
        return bands * cellHeight;
    }

    /** Pixels from one frame to the next: less than 1 where frames share a column. */
    double frameWidth() {
        return (double) cellWidth / framesPerColumn;
    }
}
