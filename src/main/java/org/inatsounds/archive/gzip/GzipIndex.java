package org.inatsounds.archive.gzip;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.inatsounds.archive.gzip.IndexDirectory.Point;

/**
 * An index for reading from the middle of a {@code .tar.gz} archive: checkpoints and members, read from a file of
 * {@link GzipIndexWriter}. Its format is described in {@code docs/index-format.md}.
 *
 * <p>To read a member: decode the archive's bytes of {@link #range} from the checkpoint {@link #nearest} to its data, skip
 * to its data, and read as many bytes as the member has.
 *
 * <p>The windows stay in the file until they are needed. For use by several threads.
 */
public final class GzipIndex implements Closeable {

    /** 137,000 members take 20 MB. */
    private static final int LARGEST_DIRECTORY = 1 << 28;

    private static final int SMALLEST_HEADER = IndexDirectory.MAGIC.length + Integer.BYTES + Long.BYTES + Short.BYTES;

    /**
     * A part of an archive as it is stored.
     *
     * @param from its first byte
     * @param to the byte after its last
     */
    public record Range(long from, long to) {}

    private final Path file;
    private final FileChannel in;
    private final IndexDirectory directory;

    private GzipIndex(Path file, FileChannel in) throws IOException {
        this.file = file;
        this.in = in;
        this.directory = readDirectory();
    }

    /**
     * Opens an index.
     *
     * @throws DataMismatchException if the file is not an index, has another version, or is damaged
     * @throws StorageException if it can't be read
     */
    public static GzipIndex open(Path file) {
        FileChannel in = null;
        GzipIndex index = null;
        try {
            in = FileChannel.open(file);
            index = new GzipIndex(file, in);
            return index;
        } catch (IOException e) {
            throw unreadable(file, e);
        } finally {
            if (index == null && in != null) {
                closeQuietly(in);
            }
        }
    }

    /** The archive that it belongs to. */
    public IndexedArchive archive() {
        return directory.archive();
    }

    /** The members of the archive, in its order. */
    public List<IndexedMember> members() {
        return directory.members();
    }

    /** The number of checkpoints, without the beginning of the archive. */
    public int checkpoints() {
        return directory.points().size();
    }

    /**
     * The checkpoint to start from: the last one that is not after an offset.
     *
     * @param uncompressedOffset in the uncompressed archive, in bytes, 0 or more
     * @throws DataMismatchException if its window is damaged
     * @throws StorageException if it can't be read
     */
    public GzipCheckpoint nearest(long uncompressedOffset) {
        int after = firstFrom(uncompressedOffset + 1);
        return after == 0 ? GzipCheckpoint.START : restore(directory.points().get(after - 1));
    }

    /**
     * The part of the archive that is needed to decode a member: from the checkpoint nearest to its data to the first one
     * that is not before its end, or the end of the archive.
     */
    public Range range(IndexedMember member) {
        int after = firstFrom(member.offset() + 1);
        List<Point> points = directory.points();
        long from = after == 0 ? 0 : points.get(after - 1).state().compressedOffset();
        int next = firstFrom(Math.max(member.end(), member.offset() + 1));
        long to = next == points.size()
                ? archive().size()
                : points.get(next).state().compressedEnd();
        return new Range(from, to);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The number of the first checkpoint at or after an offset; the count of checkpoints if all are before it. */
    private int firstFrom(long uncompressedOffset) {
        int low = 0;
        int high = directory.points().size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (directory.points().get(middle).state().uncompressedOffset() < uncompressedOffset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private GzipCheckpoint restore(Point point) {
        try {
            ByteBuffer packed = read(point.windowPosition(), point.windowLength());
            CRC32 crc = new CRC32();
            crc.update(packed.duplicate());
            byte[] window = new byte[point.state().windowSize()];
            if ((int) crc.getValue() != point.windowCrc() || !inflate(packed, window)) {
                throw damaged("a window fails its checksum");
            }
            return point.state().with(window);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static boolean inflate(ByteBuffer packed, byte[] into) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int length = inflater.inflate(into);
            return length == into.length && inflater.inflate(new byte[1]) == 0 && inflater.finished();
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private IndexDirectory readDirectory() throws IOException {
        long size = in.size();
        if (size < SMALLEST_HEADER + IndexDirectory.TRAILER) {
            throw foreign();
        }
        ByteBuffer start = read(0, SMALLEST_HEADER);
        byte[] magic = new byte[IndexDirectory.MAGIC.length];
        start.get(magic);
        if (!Arrays.equals(magic, IndexDirectory.MAGIC)) {
            throw foreign();
        }
        int version = start.getInt();
        if (version != IndexDirectory.VERSION) {
            throw new DataMismatchException(String.format(
                    Locale.ROOT,
                    "%s: expected an index of version %d, got version %d. Delete it and create it again.",
                    file,
                    IndexDirectory.VERSION,
                    version));
        }
        long archiveSize = start.getLong();
        int identityLength = Short.toUnsignedInt(start.getShort());
        int headerEnd = SMALLEST_HEADER + identityLength;
        long trailer = size - IndexDirectory.TRAILER;
        ByteBuffer end = read(trailer, IndexDirectory.TRAILER);
        long position = end.getLong();
        int expected = end.getInt();
        if (end.getInt() != IndexDirectory.END_MAGIC || position < headerEnd || position > trailer) {
            throw damaged("its end is missing");
        }
        if (identityLength > IndexedArchive.LONGEST_IDENTITY || trailer - position > LARGEST_DIRECTORY) {
            throw damaged("it is too large");
        }
        ByteBuffer header = read(0, headerEnd);
        ByteBuffer bytes = read(position, (int) (trailer - position));
        CRC32 crc = new CRC32();
        crc.update(header.duplicate());
        crc.update(bytes.duplicate());
        if ((int) crc.getValue() != expected) {
            throw damaged("it fails its checksum");
        }
        String identity =
                StandardCharsets.UTF_8.decode(header.position(SMALLEST_HEADER)).toString();
        try {
            return IndexDirectory.decode(new IndexedArchive(archiveSize, identity), bytes, headerEnd, position);
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (in.read(bytes, position + bytes.position()) < 0) {
                throw damaged("it is truncated");
            }
        }
        return bytes.flip();
    }

    private DataMismatchException foreign() {
        return new DataMismatchException(file + ": expected an index of an archive, got something else.");
    }

    private DataMismatchException damaged(String reason) {
        return new DataMismatchException(String.format(
                Locale.ROOT,
                "%s: expected an index of an archive, but it is damaged: %s. Delete it and create it again.",
                file,
                reason));
    }

    private static StorageException unreadable(Path file, IOException e) {
        return new StorageException(file + ": can't be read: " + StorageException.whyUnread(e), e);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a file that was read can't be closed", e);
        }
    }
}
