package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GzipMembersTest {

    private static final byte[] TEXT = text(200_000, 1);

    private static byte[] text(int length, int seed) {
        byte[] text = new byte[length];
        Random random = new Random(seed);
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('0' + random.nextInt(10));
        }
        return text;
    }

    static byte[] packed(byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] unpacked(byte[] stream) throws IOException {
        try (InputStream in = new GzipMembers(new ByteArrayInputStream(stream))) {
            return in.readAllBytes();
        }
    }

    @Test
    void membersAreOneStream() throws IOException {
        assertThat(unpacked(packed(TEXT))).isEqualTo(TEXT);
        assertThat(unpacked(joined(packed(TEXT), packed(new byte[0]), packed(TEXT))))
                .isEqualTo(joined(TEXT, TEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 512, 100_000})
    void zerosToTheEndAreIgnored(int zeros) throws IOException {
        assertThat(unpacked(joined(packed(TEXT), new byte[zeros]))).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,0.5\n", "\n", "\u001f", "\u001f\u0000", "\u0000x", "\u0000\u0000\u001f"})
    void whatIsBehindAMemberAndIsNoneIsDamage(String behind) throws IOException {
        byte[] stream = joined(packed(TEXT), behind.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> unpacked(stream))
                .isInstanceOfAny(ZipException.class, EOFException.class);
    }

    @Test
    void zerosAndThenAMemberAreDamage() throws IOException {
        byte[] stream = joined(packed(TEXT), new byte[512], packed(TEXT));
        assertThatExceptionOfType(ZipException.class)
                .isThrownBy(() -> unpacked(stream))
                .withMessageStartingWith("what follows at byte " + packed(TEXT).length);
    }

    /** Whatever bit is wrong: never fewer bytes than there were, in silence. */
    @Test
    void noDamagedBitLosesBytesInSilence() throws IOException {
        byte[] one = packed(text(300, 2));
        byte[] stream = joined(one, packed(text(300, 3)));
        byte[] whole = unpacked(stream);
        for (int bit = 0; bit < 8 * stream.length; bit++) {
            byte[] damaged = stream.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                // Time, level, system and the text flag of a header may be anything.
                assertThat(unpacked(damaged)).as("bit %d", bit).isEqualTo(whole);
            } catch (ZipException | EOFException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void noCutLosesBytesInSilence() throws IOException {
        byte[] one = packed(text(300, 2));
        byte[] stream = joined(one, packed(text(300, 3)));
        for (int length = 1; length < stream.length; length++) {
            byte[] cut = Arrays.copyOf(stream, length);
            if (length != one.length) {
                assertThatExceptionOfType(IOException.class)
                        .as("%d", length)
                        .isThrownBy(() -> unpacked(cut))
                        .isInstanceOfAny(ZipException.class, EOFException.class);
            }
        }
    }

    @Test
    void optionalFieldsOfAHeaderAreSkipped() throws IOException {
        byte[] plain = packed(TEXT);
        byte[] header = {0x1f, (byte) 0x8b, 8, 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 'x', 'y', 'n', 0, 'c', 0};
        assertThat(unpacked(joined(header, Arrays.copyOfRange(plain, 10, plain.length))))
                .isEqualTo(TEXT);
    }
}
