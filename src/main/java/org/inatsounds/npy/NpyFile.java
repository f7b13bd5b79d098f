package org.inatsounds.npy;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.inatsounds.internal.InputFile;
import org.jspecify.annotations.Nullable;

/** A {@code .npy} file that is read from its beginning. Not for use by several threads at once. */
public final class NpyFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final NpyHeader header;
    private final NpyType type;

    private NpyFile(Path file, InputStream in, long size) throws IOException {
        this.file = file;
        this.in = in;
        header = NpyHeader.read(in, size, file.toString());
        NpyType readable = header.type();
        if (readable == null) {
            throw new BadInputException(
                    file + ": expected booleans, integers or floats, got elements of type " + header.descr());
        }
        type = readable;
        long expected = header.dataBytes();
        if (size - header.dataStart() < expected) {
            throw new BadInputException(file + " ends too early: its array needs " + expected + " bytes, but "
                    + Math.max(0, size - header.dataStart()) + " are there.");
        }
    }

    /**
     * Opens a file, and reads its header.
     *
     * @throws BadInputException if it is no such file, holds no numbers, or ends too early
     * @throws DataMismatchException if there is no such file
     * @throws StorageException if it can't be read
     */
    public static NpyFile open(Path file) {
        InputStream in = null;
        try {
            in = new BufferedInputStream(Files.newInputStream(InputFile.found(file)), BUFFER);
            NpyFile opened = new NpyFile(file, in, Files.size(file));
            in = null;
            return opened;
        } catch (NoSuchFileException e) {
            throw new DataMismatchException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        } finally {
            closeQuietly(in);
        }
    }

    private static void closeQuietly(@Nullable InputStream in) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException ignored) {
            // Why it was given up is said already.
        }
    }

    /** What stands before the numbers. */
    public NpyHeader header() {
        return header;
    }

    /** What the numbers are. */
    public NpyType type() {
        return type;
    }

    /**
     * The next numbers, in the order of the file.
     *
     * @param count how many
     * @throws BadInputException if there are fewer: the file became shorter
     * @throws StorageException if it can't be read
     */
    public NpyValues next(int count) {
        return NpyValues.of(ByteBuffer.wrap(bytes(count * type.bytes())).order(header.order()), type, 0);
    }

    /**
     * The whole array. Nothing may have been read of it yet.
     *
     * @throws BadInputException if it has 2 GiB or more
     * @throws StorageException if it can't be read
     */
    public NpyArray rest() {
        if (header.dataBytes() > Integer.MAX_VALUE - 8) {
            throw new BadInputException(file + " holds an array of 2 GiB or more: " + header.shapeText() + ".");
        }
        return new NpyArray(type, header.order(), header.fortran(), header.shape(), bytes((int) header.dataBytes()));
    }

    private byte[] bytes(int count) {
        try {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException("it became shorter while it was read");
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static StorageException unreadable(Path file, IOException e) {
        return new StorageException("Can't read " + file + ": " + StorageException.reason(e), e);
    }

    @Override
    public void close() {
        closeQuietly(in);
    }
}
