package org.inatsounds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inatsounds.archive.TestArchives.concat;
import static org.inatsounds.archive.TestArchives.gzip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GzipReaderTest {

    private static final byte[] TEXT = "recording, category, split".repeat(50).getBytes(StandardCharsets.UTF_8);

    @Test
    void readsWhatTheJdkReads() {
        Property.tries(200).withoutEdgeCases().check(draw -> {
            int length = draw.anInt(0, 300_000);
            int values = draw.anInt(1, 256);
            int level = draw.anInt(0, 9);
            int buffer = draw.anInt(1, 100_000);
            boolean direct = draw.aBoolean();
            byte[] content = new byte[length];
            Random random = new Random(length);
            for (int i = 0; i < length; i++) {
                content[i] = (byte) random.nextInt(values);
            }
            byte[] packed = concat(member(0, new byte[0], content, level), gzip(content));
            ByteBuffer into = direct ? ByteBuffer.allocateDirect(buffer) : ByteBuffer.allocate(buffer);
            byte[] expected = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
            assertThat(expected).hasSize(2 * length);
            assertThat(read(packed, into)).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 8, 16, 4 | 8, 8 | 16, 4 | 8 | 16, 2 | 4, 2 | 8, 1 | 2 | 4 | 8 | 16})
    void skipsTheOptionalFieldsOfAHeader(int flags) throws Exception {
        byte[] packed = member(flags, fields(flags), TEXT, 6);
        assertThat(read(packed, ByteBuffer.allocate(1000))).isEqualTo(TEXT);
        assertThat(read(concat(packed, packed), ByteBuffer.allocate(1000))).isEqualTo(concat(TEXT, TEXT));
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> read(cut, ByteBuffer.allocate(1000))).isInstanceOf(ArchiveFault.class);
        }
    }

    @Test
    void skipsALongExtraField() throws Exception {
        byte[] extra = new byte[2 + 0x0203];
        extra[0] = 3;
        extra[1] = 2;
        assertThat(read(member(4, extra, TEXT, 6), ByteBuffer.allocate(1000))).isEqualTo(TEXT);
    }

    @Test
    void checksTheHeader() {
        byte[] packed = member(2 | 8, fields(2 | 8), TEXT, 6);
        packed[12] ^= 1; // A letter of the name.
        assertFault(packed, "its gzip header at byte 0 fails its checksum");
        assertFault(member(0x20, new byte[0], TEXT, 6), "its gzip header at byte 0 has unknown flags");
        byte[] method = gzip(TEXT);
        method[2] = 7;
        assertFault(method, "its gzip header at byte 0 names an unknown method");
        int start = method.length;
        method[2] = 8;
        byte[] second = gzip(TEXT);
        second[2] = 7;
        assertFault(concat(method, second), "its gzip header at byte %d names an unknown method".formatted(start));
    }

    @Test
    void checksTheTrailer() {
        byte[] packed = gzip(TEXT);
        byte[] crc = packed.clone();
        crc[packed.length - 8] ^= 1;
        assertFault(crc, "fails its CRC-32");
        byte[] size = packed.clone();
        size[packed.length - 1] ^= 1;
        assertFault(size, "its gzip data ending at byte %d has the wrong length".formatted(packed.length));
    }

    @Test
    void saysWhatItGot() {
        assertFault(new byte[0], "it is empty");
        assertFault(new byte[] {0x50}, "it isn't a gzip file: expected it to begin with 1f 8b, got 50");
        assertFault(new byte[] {0x50, 0x4B, 3, 4}, "it isn't a gzip file: expected it to begin with 1f 8b, got 50 4b");
    }

    @Test
    void handsOutWhatCameBeforeAFault() throws Exception {
        byte[] packed = gzip(TEXT);
        ByteBuffer into = ByteBuffer.allocate(10_000);
        try (GzipReader reader = new GzipReader(new ByteArrayInputStream(Arrays.copyOf(packed, packed.length - 8)))) {
            assertThatThrownBy(() -> reader.fill(into)).hasMessage("it is truncated at byte " + (packed.length - 8));
        }
        assertThat(Arrays.copyOf(into.array(), into.position())).isEqualTo(TEXT);
    }

    @Test
    void knowsHowMuchOfTheStreamItUsed() throws Exception {
        byte[] first = gzip(TEXT);
        byte[] packed = concat(first, gzip(TEXT));
        try (GzipReader reader = new GzipReader(new ByteArrayInputStream(packed))) {
            assertThat(reader.position()).isZero();
            reader.fill(ByteBuffer.allocate(TEXT.length + 1));
            assertThat(reader.position()).isBetween((long) first.length + 10, (long) packed.length);
            assertThat(reader.fill(ByteBuffer.allocate(10_000))).isFalse();
            assertThat(reader.position()).isEqualTo(packed.length);
        }
    }

    private static void assertFault(byte[] packed, String reason) {
        assertThatThrownBy(() -> read(packed, ByteBuffer.allocate(1000)))
                .isInstanceOf(ArchiveFault.class)
                .message()
                .contains(reason);
    }

    private static byte[] read(byte[] packed, ByteBuffer into) throws IOException, ArchiveFault {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GzipReader reader = new GzipReader(new ByteArrayInputStream(packed))) {
            boolean more = true;
            while (more) {
                more = reader.fill(into.clear());
                byte[] piece = new byte[into.flip().remaining()];
                into.get(piece);
                out.writeBytes(piece);
            }
        }
        return out.toByteArray();
    }

    /** The fields that RFC 1952 has for these flags, without the header's checksum. */
    private static byte[] fields(int flags) {
        byte[] none = new byte[0];
        return concat(
                (flags & 4) != 0 ? new byte[] {3, 0, 0x1F, (byte) 0x8B, 0} : none,
                (flags & 8) != 0 ? "name.tar\0".getBytes(StandardCharsets.UTF_8) : none,
                (flags & 16) != 0 ? "a comment\0".getBytes(StandardCharsets.UTF_8) : none);
    }

    private static byte[] member(int flags, byte[] fields, byte[] content, int level) {
        byte[] header = concat(new byte[] {0x1F, (byte) 0x8B, 8, (byte) flags, 1, 2, 3, 4, 0, 3}, fields);
        int headerSum = (flags & 2) != 0 ? (int) sum(header) : 0;
        byte[] check = (flags & 2) != 0 ? new byte[] {(byte) headerSum, (byte) (headerSum >> 8)} : new byte[0];
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(level, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, deflater)) {
            out.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            deflater.end();
        }
        return concat(header, check, deflated.toByteArray(), littleEndian(sum(content)), littleEndian(content.length));
    }

    private static long sum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static byte[] littleEndian(long value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    }
}
