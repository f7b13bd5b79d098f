package org.inatsounds.cli.option;

import org.inatsounds.spectrogram.picture.ColourMap;
import org.inatsounds.spectrogram.picture.PictureStyle;
import picocli.CommandLine.Option;

/** How pictures of spectrograms look. */
public final class PictureOptions {

    @Option(names = "--colours", paramLabel = "NAME", defaultValue = "viridis")
    private ColourMap colours = ColourMap.VIRIDIS;

    @Option(names = "--axes")
    private boolean axes;

    @Option(names = "--scale", paramLabel = "N", defaultValue = "0")
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
