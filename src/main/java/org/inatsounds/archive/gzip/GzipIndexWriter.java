package org.inatsounds.archive.gzip;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link GzipIndex} while the archive is decoded. The windows go to the disk at once, so that only numbers and names
 * are held in memory. The file appears under its name when it is complete: closing without {@link #finish} leaves nothing.
 *
 * <p>One that was begun by {@link #lasting} outlasts the process: {@link #save} notes what is known up to a place in the
 * archive, and {@link #resume} goes on from there.
 */
public final class GzipIndexWriter implements Closeable {

    private final Path file;
    private final Path unfinished;
    private final IndexedArchive archive;
    private final boolean lasting;
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
        this(file, unfinished(file), archive, false, List.of(), List.of());
    }

    private GzipIndexWriter(
            Path file,
            Path unfinished,
            IndexedArchive archive,
            boolean lasting,
            List<Point> points,
            List<IndexedMember> members) {
        this.file = file;
        this.unfinished = unfinished;
        this.archive = archive;
        this.lasting = lasting;
        this.points.addAll(points);
        this.members.addAll(members);
        try {
            if (points.isEmpty()) {
                // What a killed process left goes; a link of that name is not followed.
                Files.deleteIfExists(unfinished);
            }
            this.out = FileChannel.open(
                    unfinished,
                    points.isEmpty() ? StandardOpenOption.CREATE_NEW : StandardOpenOption.WRITE,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            ByteBuffer header = IndexDirectory.header(archive);
            crc.update(header.duplicate());
            out.truncate(points.isEmpty() ? 0 : end(points.get(points.size() - 1)));
            write(header);
            out.position(out.size());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static long end(Point last) {
        return last.windowPosition() + last.windowLength();
    }

    /**
     * Begins an index that outlasts the process.
     *
     * @param file its path
     * @param unfinished where it is until it is finished; closing leaves it there
     */
    public static GzipIndexWriter lasting(Path file, Path unfinished, IndexedArchive archive) {
        return new GzipIndexWriter(file, unfinished, archive, true, List.of(), List.of());
    }

    /**
     * Goes on with an index that an earlier process began; null if what it left is not whole.
     *
     * @param from where the archive is read on: what was known there
     * @param header where the headers of the next member begin in the unpacked archive, in bytes
     */
    public static @Nullable GzipIndexWriter resume(
            Path file, Path unfinished, IndexedArchive archive, GzipCheckpoint from, long header) {
        if (!Files.isRegularFile(unfinished) || !Files.isRegularFile(directory(unfinished))) {
            return null;
        }
        try (FileChannel in = FileChannel.open(unfinished)) {
            ByteBuffer begin = IndexDirectory.header(archive);
            ByteBuffer there = read(in, 0, begin.remaining());
            ByteBuffer saved = ByteBuffer.wrap(Files.readAllBytes(directory(unfinished)));
            CRC32 sum = new CRC32();
            int expected = saved.remaining() < Integer.BYTES ? 0 : saved.getInt();
            sum.update(saved.duplicate());
            if (!there.equals(begin) || (int) sum.getValue() != expected) {
                return null;
            }
            IndexDirectory known = IndexDirectory.decode(archive, saved.slice(), begin.remaining(), in.size());
            List<Point> points = known.points().stream()
                    .filter(point -> point.state().compressedOffset() <= from.compressedOffset())
                    .toList();
            List<IndexedMember> members = known.members().stream()
                    .filter(member -> member.offset() <= header)
                    .toList();
            boolean whole = !points.isEmpty()
                    && points.get(points.size() - 1).state().compressedOffset() == from.compressedOffset();
            for (Point point : points) {
                whole = whole && isRight(point, in);
            }
            return whole ? new GzipIndexWriter(file, unfinished, archive, true, points, members) : null;
        } catch (IOException | IllegalArgumentException e) {
            // Then there will be no index of this pass.
            return null;
        }
    }

    private static boolean isRight(Point point, FileChannel in) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(read(in, point.windowPosition(), point.windowLength()));
        return (int) sum.getValue() == point.windowCrc();
    }

    private static ByteBuffer read(FileChannel in, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = in.read(bytes, position + bytes.position());
        }
        return bytes.flip();
    }

    /**
     * Notes what is known up to a place in the archive, for {@link #resume}: to be called before the place itself is noted.
     *
     * @param at where the archive would be read on
     * @param header where the headers of the next member begin in the unpacked archive, in bytes
     */
    public synchronized void save(GzipCheckpoint at, long header) {
        IndexDirectory known = new IndexDirectory(
                archive,
                points.stream()
                        .filter(point -> point.state().compressedOffset() <= at.compressedOffset())
                        .toList(),
                members.stream().filter(member -> member.offset() <= header).toList());
        ByteBuffer directory = known.encode();
        CRC32 sum = new CRC32();
        sum.update(directory.duplicate());
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + directory.remaining())
                .putInt((int) sum.getValue())
                .put(directory);
        Path fresh = unfinished.resolveSibling(unfinished.getFileName() + ".directory.new");
        try {
            Files.write(fresh, bytes.array());
            Files.move(
                    fresh, directory(unfinished), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static Path directory(Path unfinished) {
        return unfinished.resolveSibling(unfinished.getFileName() + ".directory");
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
    public synchronized void add(GzipCheckpoint checkpoint) {
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
    public synchronized void add(IndexedMember member) {
        members.add(member);
    }

    /** Completes the index and gives it its name. */
    public synchronized void finish() {
        try {
            long position = out.position();
            ByteBuffer directory = new IndexDirectory(archive, points, members).encode();
            crc.update(directory.duplicate());
            write(directory);
            write(IndexDirectory.trailer(position, (int) crc.getValue()));
            out.force(true);
            out.close();
            publish();
            Files.deleteIfExists(directory(unfinished));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void publish() throws IOException {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            // On another file system.
            Path beside = unfinished(file);
            Files.copy(unfinished, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(unfinished);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
            if (!lasting) {
                Files.deleteIfExists(unfinished);
            }
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
