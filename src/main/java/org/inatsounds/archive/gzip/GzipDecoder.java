package org.inatsounds.archive.gzip;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a gzip stream (RFC 1952) of one or more gzip members, to its very end, and can be stopped and taken up again
 * between any two blocks: its state is a {@link GzipCheckpoint}.
 *
 * <pre>
 * decoder.checkpointEvery(8 &lt;&lt; 20);
 * while ((length = decoder.read(buffer)) &gt;= 0) {
 *     …                                         // take the bytes
 *     if (decoder.checkpointDue()) {
 *         save(decoder.checkpoint());           // the state after exactly these bytes
 *     }
 * }
 * </pre>
 *
 * <p>Every checksum and length is checked, after a checkpoint too. What was decoded before a fault is handed out before the
 * fault is thrown. Faults of the bytes are {@link GzipException}; failures of the stream below come through as they are.
 * After either, every further call throws it again.
 *
 * <p>Not for several threads at once.
 */
public final class GzipDecoder extends InputStream {

    private final InputStream source;
    private final BitInput in;
    private final Window window;
    private final DeflateBlocks blocks;
    private CRC32 crc;

    /** Where the current member begins in the output. */
    private long memberStart;

    private boolean inMember;
    private boolean ended;
    private @Nullable IOException failure;

    /** Bytes of the stream from one checkpoint to the next. */
    private long interval = Long.MAX_VALUE;

    private long lastCheckpoint;
    private boolean due;

    /** Decodes from the beginning. Closing closes {@code source}. */
    public GzipDecoder(InputStream source) {
        this(GzipCheckpoint.START, source);
    }

    private GzipDecoder(GzipCheckpoint from, InputStream source) {
        this.source = source;
        this.in = new BitInput(source, from.compressedOffset());
        this.window = new Window(from.uncompressedOffset(), from.window());
        this.blocks = new DeflateBlocks(in, window);
        this.crc = RestorableCrc.of(from.crc());
        this.memberStart = from.uncompressedOffset() - from.memberLength();
        this.lastCheckpoint = from.compressedOffset();
    }

    /**
     * Goes on from a checkpoint.
     *
     * @param source the stream from {@link GzipCheckpoint#compressedOffset} on. Closing closes it
     * @throws IOException if the first byte can't be read; that it isn't there is told where bytes are asked for
     */
    public static GzipDecoder resume(GzipCheckpoint from, InputStream source) throws IOException {
        GzipDecoder decoder = new GzipDecoder(from, source);
        if (from.compressedOffset() > 0) {
            try {
                decoder.in.take(from.bitOffset());
            } catch (GzipException e) {
                decoder.failure = e;
            }
            decoder.blocks.begin();
            decoder.inMember = true;
        }
        return decoder;
    }

    /**
     * Asks for checkpoints.
     *
     * @param compressedBytes at least so many bytes of the stream from one to the next, 1 or more; the first block that
     *     begins after so many is it. Blocks have some 10 to 60 KiB
     */
    public void checkpointEvery(long compressedBytes) {
        if (compressedBytes < 1) {
            throw new IllegalArgumentException("expected 1 byte or more, got " + compressedBytes);
        }
        interval = compressedBytes;
    }

    /**
     * Whether all bytes up to a checkpoint were read, so that {@link #checkpoint} may be called. Reading stops short there
     * once; it goes on if nobody wants the checkpoint.
     */
    public boolean checkpointDue() {
        return due && window.pending() == 0;
    }

    /**
     * The state after what was read.
     *
     * @throws IllegalStateException if no checkpoint is due
     */
    public GzipCheckpoint checkpoint() {
        if (!checkpointDue()) {
            throw new IllegalStateException("no checkpoint is due here");
        }
        long bits = in.bitOffset();
        lastCheckpoint = bits >>> 3;
        long position = window.position();
        return new GzipCheckpoint(
                lastCheckpoint, (int) bits & 7, position, position - memberStart, crc.getValue(), window.history());
    }

    /** How many bytes of the stream were used, from its very beginning; for progress. */
    public long compressedPosition() {
        return in.byteOffset();
    }

    /** How many bytes were read from here, from the very beginning of the stream. */
    public long position() {
        return window.position() - window.pending();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * Reads some bytes, up to 64 KiB.
     *
     * @return how many, 1 to {@code length}; -1 if the stream has ended, and nothing is wrong with it
     * @throws GzipException if its bytes are not gzip, damaged, or cut off
     */
    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        Objects.checkFromIndexSize(at, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (window.pending() == 0) {
            decode();
        }
        return window.pending() == 0 ? -1 : window.take(into, at, length);
    }

    @Override
    public int available() {
        return window.pending();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Decodes until the window is full, a checkpoint is due, or the stream ends, well or not. */
    private void decode() throws IOException {
        due = false;
        window.slide();
        try {
            while (failure == null && !ended && !due && !window.full()) {
                if (inMember) {
                    decodeMember();
                } else {
                    beginMember();
                }
                due = blocks.isBetween() && window.pending() > 0 && in.byteOffset() - lastCheckpoint >= interval;
            }
        } catch (IOException e) {
            failure = e;
        }
        if (failure != null && window.pending() == 0) {
            throw failure;
        }
    }

    private void beginMember() throws IOException {
        if (in.bitOffset() > 0 && in.atEnd()) {
            ended = true;
            return;
        }
        GzipHeader.read(in);
        window.beginMember();
        memberStart = window.position();
        crc = new CRC32();
        blocks.begin();
        inMember = true;
    }

    private void decodeMember() throws IOException {
        long before = window.position();
        try {
            blocks.decode();
        } finally {
            window.sum(crc, before);
        }
        if (blocks.isFinished()) {
            inMember = false;
            GzipHeader.readTrailer(in, crc.getValue(), window.position() - memberStart);
        }
    }
}
