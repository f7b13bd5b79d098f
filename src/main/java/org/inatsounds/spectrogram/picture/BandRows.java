package org.inatsounds.spectrogram.picture;

import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.Spectrogram;

/** What a picture needs of a spectrogram: a band's values over time. */
interface BandRows {

    ElementType type();

    int bands();

    int frames();

    /**
     * Reads a part of a band.
     *
     * @param band the lowest is 0
     * @param from first frame
     * @param to the frame after the last
     * @param into takes {@code to - from} values, from its start on
     */
    void read(int band, int from, int to, float[] into);

    static BandRows of(Spectrogram spectrogram) {
        return new BandRows() {
            @Override
            public ElementType type() {
                return spectrogram.type();
            }

            @Override
            public int bands() {
                return spectrogram.bands();
            }

            @Override
            public int frames() {
                return spectrogram.frames();
            }

            @Override
            public void read(int band, int from, int to, float[] into) {
                spectrogram.band(band, from, to, into);
            }
        };
    }
}
