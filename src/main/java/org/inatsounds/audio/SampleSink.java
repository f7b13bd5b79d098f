package org.inatsounds.audio;

/** Takes the samples of a recording in their order, piece by piece. */
@FunctionalInterface
public interface SampleSink {

    /**
     * Takes the next samples.
     *
     * @param samples used again for later ones
     * @param offset index of the first one
     * @param length how many
     */
    void accept(float[] samples, int offset, int length);
}
