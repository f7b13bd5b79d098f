package org.inatsounds.spectrogram;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.inatsounds.StorageException;

/** Writes arrays as {@code numpy.save} does: format version 1.0, C order. */
public final class NpyWriter {

    /** The magic string and the version. */
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private static final int ALIGNMENT = 64;
    private static final int BUFFER = 1 << 16;

    private NpyWriter() {}

    /**
     * Writes a file, or replaces it.
     *
     * @throws StorageException if the disk is full or the place can't be written
     */
    public static void write(ArrayContent array, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(array, out);
        } catch (IOException e) {
            throw new StorageException("Can't write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Writes header and elements to a stream, which stays open. */
    public static void write(ArrayContent array, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
        buffered.write(header(array.type(), array.shape()));
        array.writeElements(buffered);
        buffered.flush();
    }

    /** How many bytes {@link #write} writes: an entry of a tar archive tells its size first. */
    public static long size(ArrayContent array) {
        long size = array.type().bytes();
        for (int length : array.shape()) {
            size *= length;
        }
        return size + header(array.type(), array.shape()).length;
    }

    /**
     * Everything before the elements: magic string, version, the length of the dictionary in two bytes, the dictionary as
     * Python would print it, spaces so that the elements begin at a multiple of 64, and a line feed.
     */
    static byte[] header(ElementType type, int[] shape) {
        String lengths = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String dictionary = "{'descr': '" + type.descriptor() + "', 'fortran_order': False, 'shape': (" + lengths
                + (shape.length == 1 ? ",), }" : "), }");
        int start = MAGIC.length + 2;
        int end = (start + dictionary.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] header = new byte[end];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[MAGIC.length] = (byte) (end - start);
        header[MAGIC.length + 1] = (byte) ((end - start) >> 8);
        byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, start, text.length);
        header[end - 1] = '\n';
        return header;
    }
}
