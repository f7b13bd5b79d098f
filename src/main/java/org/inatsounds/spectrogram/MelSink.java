package org.inatsounds.spectrogram;

/** Takes the frames of a recording in their order. */
@FunctionalInterface
public interface MelSink {

    /**
     * Takes the next frames.
     *
     * @param mel magnitude or power: a row for each band, the lowest first, in it an element for each frame; used again for
     *     later frames
     * @param count how many frames
     */
    void frames(double[][] mel, int count);
}
