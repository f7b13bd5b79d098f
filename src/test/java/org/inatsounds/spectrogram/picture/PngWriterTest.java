package org.inatsounds.spectrogram.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

/** What is written is read by another reader, chunk by chunk and pixel by pixel. */
final class PngWriterTest {

    private static final long SEED = 20_240_501;

    /** The data is a character a byte. */
    private record Chunk(String type, String data) {}

    @Test
    void pixelsComeBack() {
        Property.tries(60).withSeed(SEED).check(draw -> {
            int width = draw.anInt(1, 300);
            int height = draw.anInt(1, 40);
            int effort = draw.anInt(1, 9);
            long seed = draw.aLong();
            Random random = new Random(seed);
            byte[] palette = new byte[768];
            random.nextBytes(palette);
            byte[][] rows = new byte[height][width];
            for (byte[] row : rows) {
                random.nextBytes(row);
            }

            Decoded decoded = Decoded.of(png(width, rows, palette, Map.of(), effort));

            assertThat(decoded.width()).isEqualTo(width);
            assertThat(decoded.height()).isEqualTo(height);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int index = rows[y][x] & 0xFF;
                    assertThat(decoded.index(x, y)).isEqualTo(index);
                    assertThat(decoded.rgb(x, y)).isEqualTo(rgb(palette, index));
                }
            }
        });
    }

    /** Noise that fills several chunks. */
    @Test
    void chunksAreWhole() throws IOException {
        byte[][] rows = new byte[100][1000];
        Random random = new Random(1);
        for (byte[] row : rows) {
            random.nextBytes(row);
        }
        byte[] png = png(1000, rows, new byte[768], Map.of("Title", "wren"), 1);

        List<Chunk> chunks = chunks(png);

        assertThat(chunks.stream().map(Chunk::type))
                .containsExactly("IHDR", "PLTE", "tEXt", "IDAT", "IDAT", "IDAT", "IDAT", "IEND");
        assertThat(chunks.get(0).data().chars()).containsExactly(0, 0, 3, 0xE8, 0, 0, 0, 100, 8, 3, 0, 0, 0);
    }

    @Test
    void textIsLatinWhereItCanBe() throws IOException {
        assertThat(text("Rüppell")).isEqualTo("tEXt Title\0Rüppell");
        assertThat(text("鷦鷯")).isEqualTo("iTXt Title\0\0\0\0\0鷦鷯");
    }

    @Test
    void missingRowsAreRefused() throws IOException {
        try (PngWriter png = new PngWriter(new ByteArrayOutputStream(), 2, 2, new byte[768], Map.of(), 1)) {
            png.write(new byte[2]);
            assertThatIllegalStateException().isThrownBy(png::finish).withMessage("Expected 2 rows, got 1");
        }
    }

    private static int rgb(byte[] palette, int index) {
        return ByteBuffer.wrap(new byte[] {0, palette[3 * index], palette[3 * index + 1], palette[3 * index + 2]})
                .getInt();
    }

    private static String text(String title) throws IOException {
        Chunk chunk = chunks(png(1, new byte[1][1], new byte[768], Map.of("Title", title), 1))
                .get(2);
        byte[] utf8 = chunk.data().getBytes(StandardCharsets.ISO_8859_1);
        return chunk.type() + " "
                + (chunk.type().equals("tEXt") ? chunk.data() : new String(utf8, StandardCharsets.UTF_8));
    }

    private static byte[] png(int width, byte[][] rows, byte[] palette, Map<String, String> texts, int effort)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PngWriter png = new PngWriter(out, width, rows.length, palette, texts, effort)) {
            for (byte[] row : rows) {
                png.write(row);
            }
            png.finish();
        }
        return out.toByteArray();
    }

    private static List<Chunk> chunks(byte[] png) {
        ByteBuffer bytes = ByteBuffer.wrap(png);
        assertThat(bytes.getLong()).isEqualTo(0x89504E470D0A1A0AL);
        List<Chunk> chunks = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int length = bytes.getInt();
            int crc = crc(png, bytes.position(), length + 4);
            byte[] type = new byte[4];
            bytes.get(type);
            byte[] data = new byte[length];
            bytes.get(data);
            assertThat(bytes.getInt()).isEqualTo(crc);
            chunks.add(new Chunk(
                    new String(type, StandardCharsets.US_ASCII), new String(data, StandardCharsets.ISO_8859_1)));
        }
        return chunks;
    }

    /** Bit by bit, as the specification has it. */
    private static int crc(byte[] bytes, int from, int length) {
        int crc = -1;
        for (int i = from; i < from + length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xEDB88320;
            }
        }
        return ~crc;
    }
}
