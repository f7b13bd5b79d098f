package org.inatsounds.audio.resample;

/** Computes a block of output samples. */
public interface Convolver {

    /** Samples of a block. */
    int outputs();

    /**
     * Computes a block.
     *
     * @param input whose first {@link FilterBank#taps} samples are what the first output is made of
     * @param phase of the first output
     * @param output takes the block
     */
    void run(float[] input, int phase, float[] output);
}
