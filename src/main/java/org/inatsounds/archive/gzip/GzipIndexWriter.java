package org.inatsounds.archive.gzip;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.inatsounds.StorageException;
import org.inatsounds.archive.gzip.IndexDirectory.Point;
import org.inatsounds.archive.gzip.IndexDirectory.State;

/**
 * Writes a {@link GzipIndex} while the archive is decoded. The windows go to the disk at once, so that only numbers and names
 * are held in memory. The file appears under its name when it is complete: closing without {@link #finish} leaves nothing.
 *
 * <p>Not for several threads at once.
 */
public final class GzipIndexWriter implements Closeable {

    private final Path file;
    private final Path unfinished;
    private final IndexedArchive archive;
    private final FileChannel out;
    private final CRC32 crc = new CRC32();
    private final List<Point> points = new ArrayList<>();
    private final List<IndexedMember> members = new ArrayList<>();

    /**
     * Begins an index.
     *
     * @param file its path; what is there is replaced when the index is finished
     * @param archive which archive it is of
     * @throws StorageException if it can't be written, and so for the other methods
     */
    public GzipIndexWriter(Path file, IndexedArchive archive) {
        this.file = file;
        this.unfinished = unfinished(file);
        this.archive = archive;
        try {
            // What a killed process left goes; a link of that name is not followed.
            Files.deleteIfExists(unfinished);
            this.out = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            ByteBuffer header = IndexDirectory.header(archive);
            crc.update(header.duplicate());
            write(header);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Deletes what a process that was killed has left of an index. */
    public static void dropUnfinished(Path file) {
        try {
            Files.deleteIfExists(unfinished(file));
        } catch (IOException e) {
            throw new StorageException(unfinished(file) + ": can't be deleted: " + e.getMessage(), e);
        }
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Adds a checkpoint; they come in the order of the archive. That of the beginning needs no adding. */
    public void add(GzipCheckpoint checkpoint) {
        State state = new State(
                checkpoint.compressedOffset(),
                checkpoint.bitOffset(),
                checkpoint.uncompressedOffset(),
                checkpoint.memberLength(),
                checkpoint.crc());
        ByteBuffer window = deflate(checkpoint.window());
        CRC32 sum = new CRC32();
        sum.update(window.duplicate());
        try {
            points.add(new Point(state, out.position(), window.remaining(), (int) sum.getValue()));
            write(window);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Adds a member; they come in the order of the archive. */
    public void add(IndexedMember member) {
        members.add(member);
    }

    /** Completes the index and gives it its name. */
    public void finish() {
        try {
            long position = out.position();
            ByteBuffer directory = new IndexDirectory(archive, points, members).encode();
            crc.update(directory.duplicate());
            write(directory);
            write(IndexDirectory.trailer(position, (int) crc.getValue()));
            out.force(true);
            out.close();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static ByteBuffer deflate(byte[] window) {
        Deflater deflater = new Deflater();
        deflater.setInput(window);
        deflater.finish();
        byte[] packed = new byte[2 * Window.HISTORY]; // What can't be compressed becomes a few bytes longer.
        int length = deflater.deflate(packed);
        deflater.end();
        return ByteBuffer.wrap(packed, 0, length);
    }

    private StorageException failed(IOException e) {
        return StorageException.cantWrite(file, e);
    }
}
