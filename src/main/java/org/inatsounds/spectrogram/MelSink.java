package org.inatsounds.spectrogram;

/** Takes the frames of a recording in their order. */
@FunctionalInterface
public interface MelSink {

    /**
     * Takes a frame.
     *
     * @param mel magnitude or power of each band, the lowest first; used again for later frames
     */
    void frame(double[] mel);
}
