package org.inatsounds.spectrogram.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.inatsounds.spectrogram.Preset;

/** A PNG as another reader sees it. */
record Decoded(BufferedImage image) {

    static Decoded of(byte[] png) throws IOException {
        return new Decoded(ImageIO.read(new ByteArrayInputStream(png)));
    }

    static Decoded picture(BandRows rows, Preset preset, PictureStyle style) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Picture.writePng(rows, preset, style, out);
        return of(out.toByteArray());
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** The index into the palette. */
    int index(int x, int y) {
        return image.getRaster().getSample(x, y, 0);
    }

    int rgb(int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }

    int[] palette() {
        IndexColorModel model = (IndexColorModel) image.getColorModel();
        int[] palette = new int[model.getMapSize()];
        model.getRGBs(palette);
        return palette;
    }
}
