package org.inatsounds.dataset;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.internal.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * An annotation file of which more is wanted than what is in it: its bytes, for a checksum or a copy. It may be a pipe, which can
 * be read only once; then its bytes are kept from when it is read.
 */
public final class AnnotationFile {

    /** The train split has 60 MB. */
    private static final int MOST_BYTES = 1 << 30;

    private final Path path;
    private final boolean pipe;
    private byte @Nullable [] kept;

    private AnnotationFile(Path path) {
        this.path = path;
        this.pipe = InputFile.isPipe(path);
    }

    /** A file that a user names, or a pipe. */
    public static AnnotationFile of(Path path) {
        return new AnnotationFile(path);
    }

    /**
     * Where the annotations of a split are in a data folder, if they are there.
     *
     * @throws BadInputException if a pipe or a device is there
     */
    public static Path in(Path data, Split split) {
        return InputFile.found(data.resolve(split + ".json"));
    }

    public Path path() {
        return path;
    }

    /** Whether it can be read only once. */
    public boolean isPipe() {
        return pipe;
    }

    /** Reads it, as {@link AnnotationReader#read} does. A pipe is read to its end. */
    public Annotations read() {
        if (!pipe) {
            return AnnotationReader.read(path);
        }
        try (Kept in = new Kept(InputFile.open(path))) {
            Annotations annotations = AnnotationReader.read(path, in);
            in.toEnd();
            kept = in.bytes.toByteArray();
            return annotations;
        } catch (IOException e) {
            throw new StorageException(path + ": can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Its bytes. A pipe must have been read before.
     *
     * @throws StorageException if it can't be read
     */
    public byte[] bytes() {
        byte[] before = kept;
        if (before != null) {
            return before;
        }
        if (pipe) {
            throw new IllegalStateException(path + " was not read yet");
        }
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new StorageException(path + ": can't be read: " + e.getMessage(), e);
        }
    }

    /** Keeps what is read through it. */
    private final class Kept extends FilterInputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Kept(InputStream in) {
            super(in);
        }

        void toEnd() throws IOException {
            byte[] rest = new byte[1 << 13];
            int count = read(rest, 0, rest.length);
            while (count >= 0) {
                count = read(rest, 0, rest.length);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            if (count > 0) {
                if (count > MOST_BYTES - bytes.size()) {
                    throw new BadInputException(path + ": expected annotations, got more than 1 GiB");
                }
                bytes.write(into, offset, count);
            }
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
