package org.inatsounds.audio;

/** Takes samples in their order. */
@FunctionalInterface
public interface SampleSink {

    /**
     * Takes the next samples.
     *
     * @param samples used again for later ones
     * @param offset of the first
     * @param length how many
     */
    void accept(float[] samples, int offset, int length);
}
