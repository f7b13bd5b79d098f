package org.inatsounds.spectrogram.picture;

import org.inatsounds.UsageException;

/**
 * How a picture looks.
 *
 * @param colours the colours of the levels
 * @param axes whether axes of time, frequency and loudness, and the title, are drawn around it
 * @param scale pixels a frame is wide and a band is high, up to 64; {@link #AUTOMATIC}: 1 without axes, and with axes such
 *     that the picture can be read
 * @param title of the picture, such as the name of the file; empty for none
 */
public record PictureStyle(ColourMap colours, boolean axes, int scale, String title) {

    /** The scale that fits. */
    public static final int AUTOMATIC = 0;

    private static final int MAX_SCALE = 64;

    /** @throws UsageException if the scale is out of its range */
    public PictureStyle {
        if (scale < AUTOMATIC || scale > MAX_SCALE) {
            throw new UsageException("The scale must be from 1 to " + MAX_SCALE + ", but is " + scale + ".");
        }
    }
}
