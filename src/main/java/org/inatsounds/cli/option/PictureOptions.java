package org.inatsounds.cli.option;

import org.inatsounds.spectrogram.picture.ColourMap;
import org.inatsounds.spectrogram.picture.PictureStyle;
import picocli.CommandLine.Option;

/** How pictures of spectrograms look. */
public final class PictureOptions {

    @Option(
            names = "--colours",
            paramLabel = "NAME",
            defaultValue = "viridis",
            description = "Colours of pictures: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ColourMap colours = ColourMap.VIRIDIS;

    @Option(names = "--axes", description = "For pictures: draw axes of time, frequency and loudness, and a title.")
    private boolean axes;

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "For pictures: width of a frame and height of a band, in pixels. Default: 1; with --axes, a size that fits.")
    private int scale;

    public ColourMap colours() {
        return colours;
    }

    /**
     * The style that is asked for, without a title.
     *
     * @throws org.inatsounds.UsageException if a number makes no sense
     */
    public PictureStyle style() {
        return style("");
    }

    /** The same with a title. */
    public PictureStyle style(String title) {
        return new PictureStyle(colours, axes, scale, title);
    }
}
