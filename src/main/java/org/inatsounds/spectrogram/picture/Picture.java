package org.inatsounds.spectrogram.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;

/**
 * Draws a spectrogram as PNG: time to the right, the highest frequency on top, whatever the layout.
 *
 * <p>Without axes a frame is one pixel and a band is one pixel, or as many as the style's scale says. The pixels are
 * indices into the palette: the values themselves, if the spectrogram has bytes.
 *
 * <p>With axes small spectrograms are scaled up, and long ones shortened: from {@value Plot#MOST_COLUMNS} frames on,
 * neighbouring frames share a column, which shows the greatest value of each band, so that short calls stay visible. The
 * tick of a frequency is at the middle of a band that has its peak there, the tick of a time at the middle of a frame whose
 * window is centred on it.
 *
 * <p>Values in dB are coloured over the range of the preset, or from the least to the greatest where it has none; linear
 * values over 80 dB below the greatest.
 */
public final class Picture {

    private static final int CHUNK = 4096;
    /** Of pictures that are to be small, and of those that are to be quick: little can be gained on noise. */
    private static final int THOROUGH = 6;

    private static final int QUICK = 1;

    private final BandRows rows;
    private final Levels levels;
    private final Figure figure;
    /** A row of the plot. */
    private final byte[] pixels;

    private final float[] values;

    private Picture(BandRows rows, Levels levels, Figure figure) {
        this.rows = rows;
        this.levels = levels;
        this.figure = figure;
        pixels = new byte[figure.plot().width()];
        values = new float[Math.min(CHUNK, rows.frames())];
    }

    /**
     * Writes a PNG.
     *
     * @param preset that the spectrogram was made with
     * @param out is written to in large pieces, and stays open
     * @throws org.inatsounds.UsageException if the picture would be larger than a PNG can be
     * @throws IOException as the stream does
     */
    public static void writePng(Spectrogram spectrogram, Preset preset, PictureStyle style, OutputStream out)
            throws IOException {
        writePng(BandRows.of(spectrogram), preset, style, out);
    }

    static void writePng(BandRows rows, Preset preset, PictureStyle style, OutputStream out) throws IOException {
        Levels levels = Levels.of(rows, preset);
        Plot plot = Plot.of(rows, style);
        Figure figure = style.axes() ? Figure.withAxes(plot, preset, levels, style.title()) : Figure.bare(plot);
        byte[] palette = figure.palette().table(style.colours());
        int effort = style.axes() ? THOROUGH : QUICK;
        try (PngWriter png =
                new PngWriter(out, figure.width(), figure.height(), palette, texts(preset, style), effort)) {
            new Picture(rows, levels, figure).paint(png);
            png.finish();
        }
    }

    private static Map<String, String> texts(Preset preset, PictureStyle style) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!style.title().isEmpty()) {
            texts.put("Title", style.title());
        }
        texts.put("Description", "Mel spectrogram, preset " + preset.name());
        texts.put("Software", "inatsounds");
        return texts;
    }

    private void paint(PngWriter png) throws IOException {
        Plot plot = figure.plot();
        byte[] line = new byte[figure.width()];
        for (int y = 0; y < figure.height(); y++) {
            Arrays.fill(line, Palette.BACKGROUND);
            int row = y - figure.top();
            if (row >= 0 && row < plot.height()) {
                if (row % plot.cellHeight() == 0) {
                    paintBand(plot.bands() - 1 - row / plot.cellHeight());
                }
                System.arraycopy(pixels, 0, line, figure.left(), pixels.length);
            }
            for (Mark mark : figure.marks()) {
                mark.paint(y, line);
            }
            png.write(line);
        }
    }

    private void paintBand(int band) {
        int perColumn = figure.plot().framesPerColumn();
        float loudest = Float.NEGATIVE_INFINITY;
        int column = 0;
        for (int from = 0; from < rows.frames(); from += values.length) {
            int to = from + Math.min(values.length, rows.frames() - from);
            rows.read(band, from, to, values);
            for (int frame = from; frame < to; frame++) {
                loudest = Math.max(loudest, values[frame - from]);
                if (perColumn == 1 || (frame + 1) % perColumn == 0 || frame == rows.frames() - 1) {
                    paintCell(column++, loudest);
                    loudest = Float.NEGATIVE_INFINITY;
                }
            }
        }
    }

    private void paintCell(int column, float value) {
        int width = figure.plot().cellWidth();
        byte colour = figure.palette().index(levels.level(value));
        if (width == 1) {
            pixels[column] = colour;
        } else {
            Arrays.fill(pixels, column * width, (column + 1) * width, colour);
        }
    }
}
