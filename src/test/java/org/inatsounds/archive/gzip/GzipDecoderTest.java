package org.inatsounds.archive.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inatsounds.archive.gzip.Packed.concat;
import static org.inatsounds.archive.gzip.Packed.gzip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.inatsounds.archive.gzip.Packed.Kind;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GzipDecoderTest {

    private static final byte[] TEXT = "recording, category, split".repeat(50).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void decodesWhatTheJdkWritesAtEveryLevelAndStrategy(Kind kind) throws IOException {
        for (int length : new int[] {0, 1, 2, 3, 100, 150_000}) {
            byte[] content = kind.make(length);
            for (int level = 0; level <= 9; level++) {
                for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
                    byte[] actual = decode(gzip(content, level, strategy));
                    assertThat(Arrays.equals(actual, content))
                            .as("%,d bytes, level %d, strategy %d", length, level, strategy)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void doesNotMindHowItsBytesComeAndGo() {
        Property.tries(100).withoutEdgeCases().check(draw -> {
            Kind kind = draw.of(Kind.values());
            int length = draw.anInt(0, 300_000);
            int level = draw.anInt(0, 9);
            int piece = draw.anInt(1, 100_000);
            int buffer = draw.anInt(1, 100_000);
            long seed = draw.aLong();
            byte[] content = kind.make(length, new Random(seed));
            byte[] packed = concat(gzip(content, level, Deflater.DEFAULT_STRATEGY), gzip(TEXT));
            Random random = new Random(seed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GzipDecoder decoder = new GzipDecoder(inPieces(packed, piece, random))) {
                byte[] into = new byte[buffer];
                int count;
                while ((count = decoder.read(into, 0, 1 + random.nextInt(buffer))) >= 0) {
                    assertThat(count).isPositive();
                    out.write(into, 0, count);
                    assertThat(decoder.position()).isEqualTo(out.size());
                }
                assertThat(decoder.compressedPosition()).isEqualTo(packed.length);
                assertThat(decoder.read(into)).isEqualTo(-1);
            }
            assertThat(Arrays.equals(out.toByteArray(), concat(content, TEXT))).isTrue();
        });
    }

    @Test
    void decodesByteAfterByte() throws IOException {
        try (GzipDecoder decoder = new GzipDecoder(inPieces(gzip(TEXT), 1, new Random(1)))) {
            for (byte expected : TEXT) {
                assertThat(decoder.read()).isEqualTo(expected);
            }
            assertThat(decoder.read()).isEqualTo(-1);
            assertThat(decoder.available()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 8, 16, 4 | 8, 8 | 16, 4 | 8 | 16, 2 | 4, 2 | 8, 1 | 2 | 4 | 8 | 16})
    void skipsTheOptionalFieldsOfAHeader(int flags) throws IOException {
        byte[] packed = Packed.member(flags, Packed.deflate(TEXT, 6, Deflater.DEFAULT_STRATEGY), TEXT);
        assertThat(decode(concat(packed, packed))).isEqualTo(concat(TEXT, TEXT));
    }

    @Test
    void copiesFromAsFarAwayAsTheFormatAllows() throws IOException {
        // The JDK's compressor reaches back 262 bytes less, and never a distance of its own before the beginning.
        byte[] content = Kind.RANDOM.make(Window.HISTORY);
        byte[] deflated = farMatch(content, 29, 0x1FFF);
        byte[] expected = concat(content, Arrays.copyOf(content, 258));
        assertThat(decode(Packed.member(0, deflated, expected))).isEqualTo(expected);
    }

    @Test
    void copiesNothingFromBeforeTheBeginning() {
        byte[] content = Kind.RANDOM.make(Window.HISTORY - 1);
        byte[] packed = Packed.member(0, farMatch(content, 29, 0x1FFF), content);
        assertFault(packed, "goes back 32,768 bytes, to before its beginning");
        // What came in the gzip member before doesn't count.
        assertFault(concat(gzip(Kind.RANDOM.make(100_000)), packed), "goes back 32,768 bytes, to before its beginning");
        assertThat(farMatch(content, 29, 0x1FFE)).isNotEqualTo(farMatch(content, 29, 0x1FFF));
    }

    @Test
    void takesOneDistanceCodeOfOneBit() throws IOException {
        // RFC 1951, section 3.2.7: the other code of one bit is unused.
        byte[] expected = "aaaaaaaa".getBytes(StandardCharsets.US_ASCII);
        assertThat(decode(Packed.member(0, oneDistance(0, true), expected))).isEqualTo(expected);
        assertFault(Packed.member(0, oneDistance(1, true), expected), "where a distance was expected");
    }

    @Test
    void takesNoCodeThatLeavesSomeUnused() {
        assertFault(Packed.member(0, oneDistance(0, false), new byte[] {'a'}), "in the head of a block");
    }

    @Test
    void knowsTheFixedCodesThatMeanNothing() {
        byte[] length = new BitWriter()
                .bits(1, 1)
                .bits(1, 2)
                .code(0b11000110, 8)
                .bits(0, 40)
                .bytes();
        assertFault(Packed.member(0, length, TEXT), "where a literal or length was expected");
        byte[] distance = new BitWriter()
                .bits(1, 1)
                .bits(1, 2)
                .code(0x30 + 'a', 8)
                .code(1, 7)
                .code(30, 5)
                .bits(0, 40)
                .bytes();
        assertFault(Packed.member(0, distance, TEXT), "where a distance was expected");
    }

    @Test
    void asksForNothingAfterTheEnd() throws IOException {
        try (GzipDecoder decoder = new GzipDecoder(new ByteArrayInputStream(gzip(new byte[0])))) {
            assertThat(decoder.read(new byte[0])).isZero();
            assertThat(decoder.read()).isEqualTo(-1);
            assertThat(decoder.read(new byte[10])).isEqualTo(-1);
            assertThatThrownBy(decoder::checkpoint).isInstanceOf(IllegalStateException.class);
        }
    }

    /** A stored block, then a match of 258 bytes. */
    private static byte[] farMatch(byte[] content, int distance, int extra) {
        return new BitWriter()
                .stored(content, false)
                .bits(1, 1)
                .bits(1, 2)
                .code(0b11000101, 8) // 285
                .code(distance, 5)
                .bits(extra, 13)
                .code(0, 7) // 256
                .bytes();
    }

    /** An "a", and a match of 7 bytes with a distance code of one bit. Codes: a 0, 256 10, 261 11. */
    private static byte[] oneDistance(int code, boolean whole) {
        BitWriter out = new BitWriter()
                .bits(1, 1)
                .bits(2, 2)
                .bits(262 - 257, 5)
                .bits(0, 5)
                .bits(18 - 4, 4);
        // Lengths of the lengths' codes, in their odd order: 18 has one bit, 0, 1 and 2 have 2, 3 and 3.
        int[] given = {0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 3};
        for (int length : given) {
            out.bits(length, 3);
        }
        out.code(0, 1).bits(97 - 11, 7).code(0b110, 3); // "a": 1 bit
        out.code(0, 1).bits(138 - 11, 7).code(0, 1).bits(20 - 11, 7).code(0b111, 3); // 256: 2 bits
        // 261: 2 bits, or unused.
        out.code(0b10, 2).code(0b10, 2).code(0b10, 2).code(0b10, 2).code(whole ? 0b111 : 0b10, whole ? 3 : 2);
        out.code(0b110, 3); // Distance 0: 1 bit
        if (!whole) {
            return out.code(0, 1).code(0b10, 2).bytes();
        }
        out.code(0, 1).code(0b11, 2).code(code, 1).code(0b10, 2);
        return code == 0 ? out.bytes() : out.bits(0, 40).bytes();
    }

    private static void assertFault(byte[] packed, String reason) {
        assertThatThrownBy(() -> decode(packed))
                .isInstanceOf(GzipException.class)
                .message()
                .contains(reason);
    }

    static byte[] decode(byte[] packed) throws IOException {
        try (GzipDecoder decoder = new GzipDecoder(new ByteArrayInputStream(packed))) {
            return decoder.readAllBytes();
        }
    }

    /** A stream that gives up to so many bytes at once. */
    static InputStream inPieces(byte[] bytes, int most, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int at, int length) {
                return super.read(into, at, Math.min(length, 1 + random.nextInt(most)));
            }
        };
    }
}
