package org.inatsounds.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Reads what bzip2 packed; several streams, one behind the other, are one. */
public final class Bzip2 extends InputStream {

    /** How a file begins: {@code BZh}, the size of blocks, and the mark of a block or, without any, of the end. */
    private static final String BLOCK = "1AY&SY";

    private static final String END = "\u0017rE8P\u0090";

    /** How many bytes of a file tell that it is one. */
    public static final int RECOGNISED_BY = 10;

    private final Source source;
    private final InputStream unpacked;

    /**
     * Makes a reader.
     *
     * @param in is read to its end, and not closed
     * @throws ZipException when it is not bzip2
     * @throws IOException as the stream does
     */
    public Bzip2(InputStream in) throws IOException {
        source = new Source(new BufferedInputStream(in));
        try {
            unpacked = new BZip2CompressorInputStream(source, true);
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    /** Whether a file that begins like this claims to be packed so. */
    public static boolean isMagic(byte[] start) {
        if (start.length < RECOGNISED_BY
                || start[0] != 'B'
                || start[1] != 'Z'
                || start[2] != 'h'
                || start[3] < '1'
                || start[3] > '9') {
            return false;
        }
        return marks(start, BLOCK) || marks(start, END);
    }

    private static boolean marks(byte[] start, String mark) {
        for (int i = 0; i < mark.length(); i++) {
            if (start[4 + i] != (byte) mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The next byte.
     *
     * @throws ZipException when the data is damaged, cut, or something else follows it
     */
    @Override
    public int read() throws IOException {
        try {
            return unpacked.read();
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    @Override
    public int read(byte[] into, int at, int count) throws IOException {
        try {
            return unpacked.read(into, at, count);
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    /** A failure of the source, as it is; anything else is because of the data: the decoder also trips over its own arrays. */
    private IOException explained(Exception e) {
        IOException unreadable = source.failure;
        if (unreadable != null) {
            return unreadable;
        }
        ZipException damaged = new ZipException(
                source.ended ? "it ends too early" : "its checksum is wrong, or something that is no bzip2 follows it");
        damaged.initCause(e);
        return damaged;
    }

    /** Remembers how reading ended. */
    private static final class Source extends FilterInputStream {

        private @Nullable IOException failure;
        private boolean ended;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return noted(super.read());
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] into, int at, int count) throws IOException {
            try {
                return noted(super.read(into, at, count));
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        private int noted(int read) {
            ended |= read < 0;
            return read;
        }
    }
}
