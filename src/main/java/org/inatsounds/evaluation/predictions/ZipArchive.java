package org.inatsounds.evaluation.predictions;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * The one array of a {@code .npz}, which is a ZIP archive with a {@code .npy} an array (numpy.savez). One that is stored is read
 * where it is, one that is compressed from a temporary file; either is checked against its checksum first. What is in other ZIP
 * archives is told.
 *
 * <p>Fields are those of PKWARE's APPNOTE: 4.3.7 (local header), 4.3.12 (directory), 4.3.14 to 4.3.16 (its end, and that of
 * ZIP64, which NumPy writes for every array), 4.5.3 (long sizes).
 */
final class ZipArchive {

    private static final int DIRECTORY_END = 0x06054b50;
    private static final int DIRECTORY_END_BYTES = 22;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int LONG_END = 0x06064b50;
    private static final int LONG_END_BYTES = 56;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final long LONGEST_DIRECTORY = 1 << 24;
    private static final long UNSIGNED = 0xFFFFFFFFL;
    private static final int LONG_FIELDS = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int BUFFER = 1 << 16;
    private static final int NAMED = 5;

    private final Content content;
    private final String file;
    private final Reading.Watch watch;

    /**
     * A file in the archive.
     *
     * @param encrypted whether it can't be read
     * @param method how it is packed
     * @param packed its bytes in the archive
     * @param size its bytes
     * @param local where its own header stands
     */
    private record Entry(
            String name, boolean encrypted, int method, long checksum, long packed, long size, long local) {}

    private ZipArchive(Content content, String file, Reading.Watch watch) {
        this.content = content;
        this.file = file;
        this.watch = watch;
    }

    /** Whether a file that begins like this claims to be one. */
    static boolean isMagic(byte[] start) {
        return start.length > 3
                && start[0] == 'P'
                && start[1] == 'K'
                && ((start[2] == 3 && start[3] == 4)
                        || (start[2] == 5 && start[3] == 6)
                        || (start[2] == 7 && start[3] == 8));
    }

    /**
     * The array.
     *
     * @throws BadInputException when there is not one alone, or the archive is damaged
     */
    static Content array(Content content, String file, Reading.Watch watch) throws IOException {
        return new ZipArchive(content, file, watch).array();
    }

    private Content array() throws IOException {
        List<Entry> entries;
        try {
            entries = entries(directory());
        } catch (EOFException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged("its directory is wrong", e);
        }
        if (entries.size() != 1 || !entries.get(0).name.endsWith(".npy")) {
            throw new BadInputException(file + ": expected a .npz with one array, got " + described(entries));
        }
        Entry entry = entries.get(0);
        if (entry.encrypted || (entry.method != STORED && entry.method != DEFLATED)) {
            throw new BadInputException(file + ": " + shown(entry) + " is "
                    + (entry.encrypted ? "encrypted" : "packed by method " + entry.method)
                    + ": expected a file of numpy.savez or numpy.savez_compressed");
        }
        return entry.method == STORED ? stored(entry) : inflated(entry);
    }

    private static String shown(Entry entry) {
        return "'" + Quote.shortened(entry.name) + "'";
    }

    private static String described(List<Entry> entries) {
        List<String> names = entries.stream().map(Entry::name).toList();
        String listed = names.stream().limit(NAMED).map(Quote::shortened).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? ", …" : "");
        if (names.contains("[Content_Types].xml")) {
            return names.stream().anyMatch(name -> name.startsWith("xl/"))
                    ? "an Excel workbook: save it as CSV"
                    : "a document of Office: save a table as CSV";
        }
        if (names.contains("mimetype")) {
            return "an OpenDocument file: save it as CSV";
        }
        if (names.stream().anyMatch(name -> name.endsWith("/data.pkl"))) {
            return "a file of torch.save: write the matrix with numpy.save(file, tensor.numpy())";
        }
        if (!names.isEmpty() && names.stream().allMatch(name -> name.endsWith(".npy"))) {
            return names.size() + " arrays (" + listed + "): write the matrix alone, with numpy.save";
        }
        return "a ZIP archive of " + names.size() + " files" + (names.isEmpty() ? "" : " (" + listed + ")")
                + ": decompress it first";
    }

    private ByteBuffer read(long at, long count) throws IOException {
        if (at < 0 || count < 0 || at + count > content.size()) {
            throw new EOFException("beyond the end");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) count).order(ByteOrder.LITTLE_ENDIAN);
        content.read(at, bytes);
        return bytes.flip();
    }

    /** The directory, which stands at the end. */
    private ByteBuffer directory() throws IOException {
        long last = content.size() - DIRECTORY_END_BYTES;
        long first = Math.max(0, last - LONGEST_COMMENT);
        ByteBuffer tail = read(first, content.size() - first);
        for (int at = tail.limit() - DIRECTORY_END_BYTES; at >= 0; at--) {
            int comment = Short.toUnsignedInt(tail.getShort(at + 20));
            if (tail.getInt(at) == DIRECTORY_END && at + DIRECTORY_END_BYTES + comment == tail.limit()) {
                return directory(first + at, tail.getInt(at + 12) & UNSIGNED, tail.getInt(at + 16) & UNSIGNED);
            }
        }
        throw damaged("no directory is at its end: is it truncated?", null);
    }

    private ByteBuffer directory(long end, long bytes, long start) throws IOException {
        long size = bytes;
        long from = start;
        if (end >= LOCATOR_BYTES) {
            ByteBuffer locator = read(end - LOCATOR_BYTES, LOCATOR_BYTES);
            if (locator.getInt(0) == LOCATOR) {
                ByteBuffer longEnd = read(locator.getLong(8), LONG_END_BYTES);
                if (longEnd.getInt(0) == LONG_END) {
                    size = longEnd.getLong(40);
                    from = longEnd.getLong(48);
                }
            }
        }
        if (size > LONGEST_DIRECTORY) {
            throw damaged("its directory claims " + size + " bytes", null);
        }
        return read(from, size);
    }

    private static List<Entry> entries(ByteBuffer directory) {
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at < directory.limit()) {
            if (directory.getInt(at) != ENTRY) {
                throw new IllegalArgumentException("no entry");
            }
            int name = Short.toUnsignedInt(directory.getShort(at + 28));
            int extra = Short.toUnsignedInt(directory.getShort(at + 30));
            int comment = Short.toUnsignedInt(directory.getShort(at + 32));
            byte[] text = new byte[name];
            directory.get(at + ENTRY_BYTES, text);
            long[] sizes = {
                directory.getInt(at + 24) & UNSIGNED,
                directory.getInt(at + 20) & UNSIGNED,
                directory.getInt(at + 42) & UNSIGNED
            };
            lengthen(sizes, directory.slice(at + ENTRY_BYTES + name, extra).order(ByteOrder.LITTLE_ENDIAN));
            entries.add(new Entry(
                    new String(text, StandardCharsets.UTF_8),
                    (directory.getShort(at + 8) & 1) != 0,
                    Short.toUnsignedInt(directory.getShort(at + 10)),
                    directory.getInt(at + 16) & UNSIGNED,
                    sizes[1],
                    sizes[0],
                    sizes[2]));
            at += ENTRY_BYTES + name + extra + comment;
        }
        return entries;
    }

    /** Replaces the sizes that did not fit: of those alone the long ones are there, in this order. */
    private static void lengthen(long[] sizes, ByteBuffer extra) {
        int at = 0;
        while (at + 4 <= extra.limit()) {
            int length = Short.toUnsignedInt(extra.getShort(at + 2));
            if (extra.getShort(at) == LONG_FIELDS) {
                int next = at + 4;
                for (int i = 0; i < sizes.length; i++) {
                    if (sizes[i] == UNSIGNED && next + Long.BYTES <= at + 4 + length) {
                        sizes[i] = extra.getLong(next);
                        next += Long.BYTES;
                    }
                }
            }
            at += 4 + length;
        }
    }

    private long dataStart(Entry entry) throws IOException {
        try {
            ByteBuffer local = read(entry.local, LOCAL_BYTES);
            long start = entry.local
                    + LOCAL_BYTES
                    + Short.toUnsignedInt(local.getShort(26))
                    + Short.toUnsignedInt(local.getShort(28));
            if (local.getInt(0) == LOCAL && entry.packed >= 0 && start + entry.packed <= content.size()) {
                return start;
            }
        } catch (EOFException e) {
            throw damaged("its directory points beyond its end", e);
        }
        throw damaged("its directory does not agree with what it lists", null);
    }

    private Content stored(Entry entry) throws IOException {
        long start = dataStart(entry);
        if (entry.packed != entry.size) {
            throw damaged("the two sizes of " + shown(entry) + " differ", null);
        }
        CRC32 checksum = new CRC32();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = 0; at < entry.size; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(BUFFER, entry.size - at));
            content.read(start + at, buffer);
            checksum.update(buffer.flip());
        }
        check(entry, checksum);
        return new Content.Part(content, start, entry.size);
    }

    private Content inflated(Entry entry) throws IOException {
        Inflater inflater = new Inflater(true);
        CRC32 checksum = new CRC32();
        Content array = null;
        try (InputStream in = new CheckedInputStream(
                new InflaterInputStream(new ContentStream(content, dataStart(entry), entry.packed), inflater, BUFFER),
                checksum)) {
            // One byte more than there should be is too many, and enough to see it.
            array = Spool.store(new Limited(in, entry.size + 1), file, " decompressed", watch);
            if (array.size() != entry.size) {
                throw damaged(shown(entry) + " has not the size that its directory names", null);
            }
            check(entry, checksum);
            content.close();
            Content result = array;
            array = null;
            return result;
        } catch (ZipException | EOFException e) {
            throw damaged(shown(entry) + " can't be decompressed", e);
        } finally {
            inflater.end();
            if (array != null) {
                array.close();
            }
        }
    }

    private void check(Entry entry, CRC32 checksum) {
        if (checksum.getValue() != entry.checksum) {
            throw damaged("the checksum of " + shown(entry) + " is wrong", null);
        }
    }

    private BadInputException damaged(String how, @Nullable Throwable cause) {
        return new BadInputException(file + ": a damaged ZIP archive (.npz?): " + how, cause);
    }

    /** As much of a stream. */
    private static final class Limited extends FilterInputStream {

        private long left;

        Limited(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? super.read() : -1;
        }

        @Override
        public int read(byte[] into, int at, int count) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = super.read(into, at, (int) Math.min(count, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
