package org.inatsounds.evaluation.predictions;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Locale;
import java.util.zip.ZipException;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.archive.Bzip2;
import org.inatsounds.internal.GzipMembers;
import org.inatsounds.internal.Scratch;
import org.inatsounds.npy.NpyHeader;

/**
 * Makes what can be read only once, and what is compressed, a temporary file that can be read from any place. It goes away
 * when it is closed.
 */
final class Spool {

    private static final int BUFFER = 1 << 16;

    private Spool() {}

    /**
     * Copies a stream, unpacked when it is gzip or bzip2. What can't be a table nor a matrix is refused before it is copied.
     *
     * @param in is read to its end, and not closed
     * @param file its name, for messages
     * @throws BadInputException when it is binary, or damaged
     */
    static Content copy(InputStream in, String file, Reading.Watch watch) throws IOException {
        byte[] start = in.readNBytes(BUFFER);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), in);
        boolean gzip = GzipMembers.isMagic(start);
        if (!gzip && !Bzip2.isMagic(start)) {
            return store(whole, file, "", watch);
        }
        String kind = gzip ? "gzip" : "bzip2";
        try {
            return store(gzip ? new GzipMembers(whole) : new Bzip2(whole), file, " decompressed", watch);
        } catch (EOFException e) {
            throw new BadInputException(
                    file + ": the " + kind + " data ends too early: was it truncated while it was copied?", e);
        } catch (ZipException e) {
            throw new BadInputException(file + ": the " + kind + " data is damaged: " + e.getMessage(), e);
        }
    }

    /** How a file is packed that begins like this, for people; empty when it is not. */
    static String packing(byte[] start) {
        return GzipMembers.isMagic(start) ? ", gzip" : Bzip2.isMagic(start) ? ", bzip2" : "";
    }

    /** Copies a stream, which is not packed. */
    static Content store(InputStream in, String file, String how, Reading.Watch watch) throws IOException {
        byte[] buffer = in.readNBytes(BUFFER);
        requireText(buffer, file);
        FileChannel channel = temporary(file);
        try (Progress.Step step = watch.progress().start(file, Progress.UNKNOWN, Progress.Unit.BYTES)) {
            long size = 0;
            int count = buffer.length;
            while (count > 0) {
                write(channel, ByteBuffer.wrap(buffer, 0, count), file);
                size += count;
                step.advance(count);
                count = in.readNBytes(buffer, 0, buffer.length);
            }
            watch.notice().accept(file + ":" + how + " into a temporary file of " + megabytes(size));
            return new Content.OfFile(channel, size);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A new temporary file. */
    static FileChannel temporary(String file) {
        try {
            return Scratch.open();
        } catch (IOException e) {
            throw full(file, e);
        }
    }

    /** Writes into a temporary file. */
    static void write(FileChannel channel, ByteBuffer bytes, String file) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw full(file, e);
        }
    }

    /** The failure to report when a temporary file can't be written. */
    static StorageException full(String file, IOException cause) {
        return Scratch.cantWrite(file, Scratch.folder(), cause);
    }

    /** A size, for people. */
    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static void requireText(byte[] start, String file) {
        ForeignFormat.refuse(start, file);
        if (NpyHeader.isMagic(start) || ZipArchive.isMagic(start)) {
            return;
        }
        for (int i = 0; i < start.length; i++) {
            if (start[i] == 0) {
                throw new BadInputException(file + ": neither a table nor a .npy file: there is a zero byte at offset "
                        + i + " (binary, or text in UTF-16)");
            }
        }
    }
}
