package org.inatsounds.spectrogram.picture;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a PNG of up to 256 colours, one row after the other: it holds two rows and a chunk, whatever the picture's size.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics, third edition</a>
 */
final class PngWriter implements AutoCloseable {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte DEPTH = 8;
    private static final byte PALETTE = 3;
    private static final byte FILTER_UP = 2;
    private static final int CHUNK = 1 << 15;

    private final DataOutputStream out;
    private final int height;
    private final Deflater deflater;
    private final byte[] compressed = new byte[CHUNK];
    private int held;
    private byte[] above;
    private final byte[] filtered;
    private int rows;

    /**
     * Writes everything before the first row.
     *
     * @param out is written to in large pieces, and stays open
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @param palette red, green and blue of each colour
     * @param texts what the picture says about itself: keywords of Latin-1 such as {@code Title}, and what they stand for
     * @param effort of the compression, 1 to 9
     */
    PngWriter(OutputStream out, int width, int height, byte[] palette, Map<String, String> texts, int effort)
            throws IOException {
        this.out = new DataOutputStream(out);
        this.height = height;
        deflater = new Deflater(effort);
        above = new byte[width];
        filtered = new byte[width + 1];
        out.write(SIGNATURE);
        writeChunk("IHDR", header(width, height), 13);
        writeChunk("PLTE", palette, palette.length);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            writeText(text.getKey(), text.getValue());
        }
    }

    /** Writes the next row from the top: an index into the palette a pixel. */
    void write(byte[] row) throws IOException {
        // Neighbouring bands are alike, and the rows of a picture that is scaled up are the same.
        filtered[0] = FILTER_UP;
        for (int x = 0; x < above.length; x++) {
            filtered[x + 1] = (byte) (row[x] - above[x]);
        }
        System.arraycopy(row, 0, above, 0, above.length);
        deflater.setInput(filtered);
        drain();
        rows++;
    }

    /**
     * Writes what follows the last row.
     *
     * @throws IllegalStateException if rows are missing
     */
    void finish() throws IOException {
        if (rows != height) {
            throw new IllegalStateException("Expected " + height + " rows, got " + rows);
        }
        deflater.finish();
        drain();
        writeData();
        writeChunk("IEND", new byte[0], 0);
        out.flush();
    }

    /** Frees the compressor's memory. */
    @Override
    public void close() {
        deflater.end();
    }

    private void drain() throws IOException {
        while (true) {
            int count = deflater.deflate(compressed, held, CHUNK - held);
            held += count;
            if (held == CHUNK) {
                writeData();
            } else if (count == 0) {
                return;
            }
        }
    }

    private void writeData() throws IOException {
        if (held > 0) {
            writeChunk("IDAT", compressed, held);
            held = 0;
        }
    }

    private static byte[] header(int width, int height) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(DEPTH)
                .put(PALETTE)
                .array();
    }

    /** Latin-1 as it is; other text as UTF-8, with the empty fields of an uncompressed text in no stated language. */
    private void writeText(String keyword, String text) throws IOException {
        boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
        byte[] bytes = (keyword + (latin ? "\0" : "\0\0\0\0\0") + text)
                .getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        writeChunk(latin ? "tEXt" : "iTXt", bytes, bytes.length);
    }

    private void writeChunk(String type, byte[] data, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.writeInt(length);
        out.write(name);
        out.write(data, 0, length);
        out.writeInt((int) crc.getValue());
    }
}
