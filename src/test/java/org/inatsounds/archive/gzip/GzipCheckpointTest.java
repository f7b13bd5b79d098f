package org.inatsounds.archive.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inatsounds.archive.gzip.Packed.concat;
import static org.inatsounds.archive.gzip.Packed.gzip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.inatsounds.archive.gzip.Packed.Kind;
import org.inatsounds.testing.Draw;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GzipCheckpointTest {

    @ParameterizedTest
    @EnumSource
    void goesOnFromEveryBlock(Kind kind) throws IOException {
        byte[] first = kind.make(200_000);
        byte[] second = kind.make(90_000);
        byte[] content = concat(first, second);
        byte[] packed = concat(gzip(first), gzip(second, 1, Deflater.DEFAULT_STRATEGY));
        List<GzipCheckpoint> checkpoints = checkpoints(packed, content, 1, 1000);
        // Zeros and runs may fit into one block; the second gzip member begins with another.
        assertThat(checkpoints).hasSizeGreaterThanOrEqualTo(kind == Kind.SILENCE || kind == Kind.RUNS ? 1 : 4);
        for (GzipCheckpoint checkpoint : checkpoints) {
            assertGoesOn(checkpoint, packed, content);
        }
    }

    @Test
    void goesOnFromBlocksOfAnyLength() {
        Property.tries(50).withoutEdgeCases().check(draw -> {
            Kind kind = draw.of(Kind.values());
            int length = draw.anInt(0, 200_000);
            int level = draw.anInt(0, 9);
            int buffer = draw.anInt(1, 100_000);
            int interval = draw.anInt(1, 50_000);
            long seed = draw.aLong();
            Random random = new Random(seed);
            byte[] content = kind.make(length, random);
            byte[] packed = Packed.member(8, flushed(content, level, random), content);
            for (GzipCheckpoint checkpoint : checkpoints(packed, content, interval, buffer)) {
                assertGoesOn(checkpoint, packed, content);
            }
        });
    }

    @Test
    void comesAtTheFirstBlockAfterSoManyBytes() throws IOException {
        byte[] content = Kind.AUDIO.make(2_000_000);
        byte[] packed = gzip(content);
        List<GzipCheckpoint> all = checkpoints(packed, content, 1, 1 << 16);
        List<GzipCheckpoint> some = checkpoints(packed, content, 100_000, 1 << 16);
        assertThat(some).hasSizeBetween(10, 17).isSubsetOf(all);
        long last = 0;
        for (GzipCheckpoint checkpoint : all) {
            if (checkpoint.compressedOffset() - last >= 100_000) {
                last = checkpoint.compressedOffset();
                assertThat(some).contains(checkpoint);
            }
        }
    }

    @Test
    void isTheStateAfterWhatWasRead() throws IOException {
        byte[] content = Kind.AUDIO.make(300_000);
        byte[] packed = gzip(content);
        for (GzipCheckpoint checkpoint : checkpoints(packed, content, 1, 5000)) {
            int length = (int) checkpoint.uncompressedOffset();
            CRC32 crc = new CRC32();
            crc.update(content, 0, length);
            assertThat(checkpoint.crc()).isEqualTo(crc.getValue());
            assertThat(checkpoint.memberLength()).isEqualTo(length);
            assertThat(checkpoint.window())
                    .isEqualTo(Arrays.copyOfRange(content, Math.max(0, length - Window.HISTORY), length));
            assertThat(checkpoint.compressedEnd() - checkpoint.compressedOffset())
                    .isEqualTo(checkpoint.bitOffset() == 0 ? 0 : 1);
        }
    }

    @Test
    void seesDamageBeforeAndAfter() throws IOException {
        byte[] content = Kind.AUDIO.make(100_000);
        byte[] packed = gzip(content);
        GzipCheckpoint right = checkpoints(packed, content, 1, 1000).get(1);
        GzipCheckpoint wrong = new GzipCheckpoint(
                right.compressedOffset(),
                right.bitOffset(),
                right.uncompressedOffset(),
                right.memberLength(),
                right.crc() ^ 0x100,
                right.window());
        assertThatThrownBy(() -> rest(wrong, packed)).hasMessageContaining("fails its CRC-32");
        byte[] turned = packed.clone();
        turned[packed.length - 100] ^= 4;
        assertThatThrownBy(() -> rest(right, turned)).isInstanceOf(GzipException.class);
        byte[] cut = Arrays.copyOf(packed, packed.length - 3);
        assertThatThrownBy(() -> rest(right, cut))
                .hasMessage(String.format(Locale.ROOT, "it is truncated at byte %,d", cut.length));
    }

    @Test
    void beginsAtTheBeginning() throws IOException {
        byte[] packed = gzip(Kind.TEXT.make(1000));
        assertThat(rest(GzipCheckpoint.START, packed)).isEqualTo(Kind.TEXT.make(1000));
    }

    @Test
    void refusesWhatIsNoState() {
        byte[] window = new byte[100];
        assertThat(new GzipCheckpoint(18, 7, 200, 100, 0xFFFF_FFFFL, window).window())
                .isEqualTo(window);
        assertRefused(-1, 0, 200, 100, 0, window);
        assertRefused(18, 8, 200, 100, 0, window);
        assertRefused(18, -1, 200, 100, 0, window);
        assertRefused(0, 0, 200, 100, 0, window);
        assertRefused(18, 0, 99, 100, 0, window);
        assertRefused(18, 0, 200, -1, 0, window);
        assertRefused(18, 0, 200, 100, -1, window);
        assertRefused(18, 0, 200, 100, 1L << 32, window);
        assertRefused(18, 0, 200, 101, 0, window);
        assertRefused(18, 0, 200_000, 100_000, 0, new byte[Window.HISTORY + 1]);
    }

    @Test
    void setsACrcToAnyValue() {
        Property.tries(1000).check(draw -> {
            byte[] before = bytes(draw);
            byte[] after = bytes(draw);
            CRC32 expected = new CRC32();
            expected.update(before);
            CRC32 actual = RestorableCrc.of(expected.getValue());
            assertThat(actual.getValue()).isEqualTo(expected.getValue());
            expected.update(after);
            actual.update(after);
            assertThat(actual.getValue()).isEqualTo(expected.getValue());
        });
    }

    private static byte[] bytes(Draw draw) {
        return draw.text(0, 255, () -> draw.anInt(0, 255)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void assertRefused(
            long compressed, int bit, long uncompressed, long member, long crc, byte[] window) {
        assertThatThrownBy(() -> new GzipCheckpoint(compressed, bit, uncompressed, member, crc, window))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Data with blocks of random length, some of them empty. */
    private static byte[] flushed(byte[] content, int level, Random random) {
        Deflater deflater = new Deflater(level, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 20];
        int done = 0;
        while (done < content.length) {
            int length = Math.min(content.length - done, random.nextInt(30_000));
            deflater.setInput(content, done, length);
            int flush = random.nextBoolean() ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH;
            out.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, flush));
            done += length;
        }
        deflater.finish();
        out.write(buffer, 0, deflater.deflate(buffer));
        deflater.end();
        return out.toByteArray();
    }

    private static void assertGoesOn(GzipCheckpoint checkpoint, byte[] packed, byte[] content) throws IOException {
        byte[] expected = Arrays.copyOfRange(content, (int) checkpoint.uncompressedOffset(), content.length);
        assertThat(Arrays.equals(rest(checkpoint, packed), expected))
                .as("the rest from %s", checkpoint)
                .isTrue();
    }

    private static byte[] rest(GzipCheckpoint checkpoint, byte[] packed) throws IOException {
        int from = (int) checkpoint.compressedOffset();
        try (GzipDecoder decoder =
                GzipDecoder.resume(checkpoint, new ByteArrayInputStream(packed, from, packed.length - from))) {
            assertThat(decoder.position()).isEqualTo(checkpoint.uncompressedOffset());
            return decoder.readAllBytes();
        }
    }

    /** Decodes everything, and notes the state wherever it may. */
    static List<GzipCheckpoint> checkpoints(byte[] packed, byte[] content, int interval, int buffer)
            throws IOException {
        List<GzipCheckpoint> checkpoints = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GzipDecoder decoder = new GzipDecoder(new ByteArrayInputStream(packed))) {
            decoder.checkpointEvery(interval);
            byte[] into = new byte[buffer];
            int count;
            while ((count = decoder.read(into)) >= 0) {
                out.write(into, 0, count);
                if (decoder.checkpointDue()) {
                    checkpoints.add(decoder.checkpoint());
                    assertThat(checkpoints.get(checkpoints.size() - 1).uncompressedOffset())
                            .isEqualTo(out.size());
                }
            }
        }
        assertThat(Arrays.equals(out.toByteArray(), content)).isTrue();
        return checkpoints;
    }
}
