package org.inatsounds.spectrogram;

import java.io.IOException;
import java.io.OutputStream;

/** An array that can be written without being held a second time. */
public interface ArrayContent {

    ElementType type();

    /** The length of each dimension, the slowest first. */
    int[] shape();

    /**
     * Writes the elements in C order (the last dimension varies fastest), little-endian.
     *
     * @throws IOException as the stream does
     */
    void writeElements(OutputStream out) throws IOException;
}
