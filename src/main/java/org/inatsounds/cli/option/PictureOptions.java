package org.inatsounds.cli.option;

import java.util.Map;
import java.util.TreeMap;
import org.inatsounds.features.ArrayOutput;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.picture.ColourMap;
import org.inatsounds.spectrogram.picture.Picture;
import org.inatsounds.spectrogram.picture.PictureStyle;
import picocli.CommandLine.Option;

/** How pictures of spectrograms look. */
public final class PictureOptions {

    @Option(
            names = "--colours",
            paramLabel = "NAME",
            defaultValue = "viridis",
            description = "Of pictures: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ColourMap colours = ColourMap.VIRIDIS;

    @Option(names = "--axes", description = "Of pictures: draw axes of time, frequency and loudness, and a title.")
    private boolean axes;

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Of pictures: pixels a frame is wide and a band is high. Default: 1, and with --axes what fits.")
    private int scale;

    public ColourMap colours() {
        return colours;
    }

    /** What {@code spectrogram.json} records of them. */
    public Map<String, Object> facts() {
        return new TreeMap<>(Map.of("colours", colours.toString(), "axes", axes, "scale", scale));
    }

    /** Pictures with these options, each with the name of its recording as the title. */
    public ArrayOutput.Form form(Preset preset) {
        // A wrong number is to be said before the work begins.
        style("");
        return (source, spectrogram, out) -> Picture.writePng(spectrogram, preset, style(source.title()), out);
    }

    private PictureStyle style(String title) {
        return new PictureStyle(colours, axes, scale, title);
    }
}
