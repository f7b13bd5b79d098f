package org.inatsounds.spectrogram;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.StorageException;
import org.inatsounds.npy.NpyArray;

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

    /**
     * Writes it as a {@code .npy} file. The stream stays open.
     *
     * @throws IOException as the stream does
     */
    default void writeNpy(OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        NpyArray.write(type().npy(), shape(), this::writeElements, buffered);
        buffered.flush();
    }

    /**
     * The same into a file, which is replaced if it is there.
     *
     * @throws StorageException if the disk is full or the place can't be written
     */
    default void writeNpy(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            writeNpy(out);
        } catch (IOException e) {
            throw StorageException.cantWrite(file, e);
        }
    }

    /** How many bytes {@link #writeNpy(OutputStream)} writes. */
    default long npySize() {
        return NpyArray.size(type().npy(), shape());
    }
}
