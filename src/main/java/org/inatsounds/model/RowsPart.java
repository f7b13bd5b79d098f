package org.inatsounds.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.inatsounds.StorageException;
import org.inatsounds.features.JobShare;
import org.inatsounds.internal.InputFile;
import org.inatsounds.internal.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * The rows of recordings that are done, in the order in which they were done: {@code .OUTPUT.predict} beside the output, until that
 * is written. Whatever ends the process, the next one with the same settings finds the rows that are whole, and makes only the
 * others. Each has the key and the identity of its recording, and a checksum.
 */
final class RowsPart implements Closeable {

    private static final String MAGIC = "inatsounds predict 1 ";
    private static final int MOST_BYTES = 1 << 30;
    private static final int LONGEST_TEXT = 1 << 16;

    /** No recording has this key. */
    private static final String FINISHED = "";

    private static final String FINISHED_WORD = "finished";

    private final @Nullable Path file;
    private final Path shown;
    private final FileChannel channel;
    private final Map<String, Entry> entries = new HashMap<>();
    private long end;

    /**
     * Where the rows of a recording are.
     *
     * @param identity of the recording
     * @param at offset of the first row
     * @param bytes of all rows
     */
    record Entry(String identity, long at, int bytes, int rows, int columns, long windows) {}

    private RowsPart(@Nullable Path file, Path shown, FileChannel channel) {
        this.file = file;
        this.shown = shown;
        this.channel = channel;
    }

    /**
     * Opens it, and reads what is there.
     *
     * @param output the file that is to be written; null for a stream: then nothing is kept
     * @param share the job that these rows are of; null for all of the batch
     * @param settings all that rows depend on beside the recordings; what was made otherwise is dropped
     * @throws StorageException if it can't be written, or another process has it
     */
    static RowsPart open(@Nullable Path output, @Nullable JobShare share, String settings) {
        Path file = output == null ? null : beside(output, share);
        Path shown = output == null ? Scratch.folder() : output;
        FileChannel channel = null;
        try {
            channel = file == null
                    ? Scratch.open()
                    : FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
            if (file != null && !locked(channel)) {
                throw new StorageException(
                        "another inatsounds is writing " + output + ". Wait until it ends, or choose another file.");
            }
            RowsPart part = new RowsPart(file, shown, channel);
            part.begin(MAGIC + settings + "\n");
            channel = null;
            return part;
        } catch (IOException e) {
            throw StorageException.cantWrite(shown, e);
        } finally {
            closeQuietly(channel);
        }
    }

    /** Where it is. */
    static Path beside(Path output, @Nullable JobShare share) {
        return output.resolveSibling(
                "." + output.getFileName() + ".predict" + (share == null ? "" : "-" + share.label()));
    }

    /** The rows of a job that has ended, to be read; null if it has not. */
    static @Nullable RowsPart finished(Path output, JobShare share, String settings) throws IOException {
        Path file = beside(output, share);
        if (!Files.exists(file)) {
            return null;
        }
        FileChannel channel = FileChannel.open(InputFile.found(file), StandardOpenOption.READ);
        RowsPart part = new RowsPart(null, output, channel);
        if (part.read(MAGIC + settings + "\n") && part.isFinished()) {
            return part;
        }
        channel.close();
        return null;
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException ignored) {
            // Why it was given up is said already.
        }
    }

    /** Where the file system has no locks, nobody is kept away. */
    private static boolean locked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void begin(String header) throws IOException {
        if (read(header)) {
            channel.truncate(end);
            return;
        }
        byte[] expected = header.getBytes(StandardCharsets.UTF_8);
        channel.truncate(0);
        write(0, ByteBuffer.wrap(expected));
        end = expected.length;
    }

    /** Reads what is there, if it begins with this header. */
    private boolean read(String header) throws IOException {
        byte[] expected = header.getBytes(StandardCharsets.UTF_8);
        // Not closed: that would close the channel.
        @SuppressWarnings("resource")
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), LONGEST_TEXT));
        if (channel.size() < expected.length
                || !header.equals(new String(in.readNBytes(expected.length), StandardCharsets.UTF_8))) {
            return false;
        }
        end = expected.length;
        try {
            while (read(in)) {
                // Until one is not whole.
            }
        } catch (EOFException e) {
            // The process was ended while it was written.
        }
        return true;
    }

    private boolean read(DataInputStream in) throws IOException {
        CRC32 sum = new CRC32();
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            return false;
        }
        byte[] head = new byte[length];
        in.readFully(head);
        sum.update(head);
        DataInputStream fields = new DataInputStream(new ByteArrayInputStream(head));
        String key = fields.readUTF();
        Entry entry = new Entry(
                fields.readUTF(),
                end + Integer.BYTES + length,
                fields.readInt(),
                fields.readInt(),
                fields.readInt(),
                fields.readLong());
        if (entry.bytes < 0 || entry.bytes > MOST_BYTES) {
            return false;
        }
        byte[] rows = in.readNBytes(entry.bytes);
        sum.update(rows);
        if (rows.length < entry.bytes || in.readLong() != sum.getValue()) {
            return false;
        }
        if (entry.identity.isEmpty()) {
            entries.remove(key);
        } else {
            entries.put(key, entry);
        }
        end = entry.at + entry.bytes + Long.BYTES;
        return true;
    }

    /** The rows of a recording, if they are those of the recording as it is now. */
    synchronized @Nullable Entry entry(String key, String identity) {
        Entry entry = entries.get(key);
        return entry != null && entry.identity.equals(identity) ? entry : null;
    }

    /** The rows of a recording that is done; null where it is not. */
    synchronized @Nullable Entry entry(String key) {
        return entries.get(key);
    }

    /** A recording is not done, whatever is there. */
    synchronized void forget(String key) {
        entries.remove(key);
    }

    /** Nothing counts that has this identity, now or for another run. */
    synchronized void drop(String identity) {
        List<String> keys = entries.entrySet().stream()
                .filter(each -> each.getValue().identity.equals(identity))
                .map(Map.Entry::getKey)
                .toList();
        for (String key : keys) {
            append(key, new Entry("", 0, 0, 0, 0, 0), ByteBuffer.allocate(0));
            entries.remove(key);
        }
    }

    /** Whether the job has ended that these rows are of: then there are no more. */
    synchronized boolean isFinished() {
        return entries.containsKey(FINISHED);
    }

    /** Notes that, or the opposite. */
    synchronized void finish(boolean finished) {
        if (finished != isFinished()) {
            Entry entry =
                    append(FINISHED, new Entry(finished ? FINISHED_WORD : "", 0, 0, 0, 0, 0), ByteBuffer.allocate(0));
            if (finished) {
                entries.put(FINISHED, entry);
            } else {
                entries.remove(FINISHED);
            }
        }
    }

    /** Adds the rows of a recording. */
    synchronized void add(String key, String identity, ScoredRows rows, long windows, boolean floats) {
        ByteBuffer bytes = rows.bytes(floats);
        entries.put(
                key,
                append(
                        key,
                        new Entry(identity, 0, bytes.remaining(), rows.rows().size(), rows.columns(), windows),
                        bytes));
    }

    /** Writes an entry; gives it with its place. */
    private Entry append(String key, Entry entry, ByteBuffer bytes) {
        try {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(head);
            fields.writeUTF(key);
            fields.writeUTF(entry.identity);
            fields.writeInt(entry.bytes);
            fields.writeInt(entry.rows);
            fields.writeInt(entry.columns);
            fields.writeLong(entry.windows);
            CRC32 sum = new CRC32();
            sum.update(head.toByteArray());
            sum.update(bytes.duplicate());
            ByteBuffer all = ByteBuffer.allocate(Integer.BYTES + head.size() + bytes.remaining() + Long.BYTES);
            long at = end + Integer.BYTES + head.size();
            all.putInt(head.size()).put(head.toByteArray()).put(bytes).putLong(sum.getValue());
            write(end, all.flip());
            end += all.limit();
            return new Entry(entry.identity, at, entry.bytes, entry.rows, entry.columns, entry.windows);
        } catch (IOException e) {
            throw StorageException.cantWrite(shown, e);
        }
    }

    private void write(long at, ByteBuffer bytes) throws IOException {
        long to = at;
        while (bytes.hasRemaining()) {
            to += channel.write(bytes, to);
        }
    }

    /** The rows of an entry, as {@link ScoredRows#bytes} made them. */
    ByteBuffer rows(Entry entry) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(entry.bytes);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, entry.at + bytes.position()) < 0) {
                throw new EOFException("it became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    /** The output is written: nobody needs it any more. */
    synchronized void done() {
        entries.clear();
    }

    /** Keeps the file where another run can resume from it. */
    @Override
    public synchronized void close() throws IOException {
        if (file != null && entries.isEmpty()) {
            Files.deleteIfExists(file);
        }
        channel.close();
    }
}
