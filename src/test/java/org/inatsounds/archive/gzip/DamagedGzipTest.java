package org.inatsounds.archive.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.inatsounds.archive.gzip.GzipDecoderTest.decode;
import static org.inatsounds.archive.gzip.Packed.concat;
import static org.inatsounds.archive.gzip.Packed.gzip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.inatsounds.archive.gzip.GzipException.Kind;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DamagedGzipTest {

    private static final byte[] TEXT = "recording, category, split".repeat(50).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void saysWhereItIsCutOffAndGivesWhatCameBefore(Packed.Kind kind) throws IOException {
        byte[] content = kind.make(500);
        int all = Packed.FHCRC | Packed.FEXTRA | Packed.FNAME | Packed.FCOMMENT;
        for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY}) {
            byte[] first = Packed.member(all, Packed.deflate(content, 6, strategy), content);
            byte[] packed = concat(first, first);
            for (int length = 1; length < packed.length; length++) {
                if (length == first.length) {
                    continue;
                }
                byte[] cut = Arrays.copyOf(packed, length);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                GzipException e = catchThrowableOfType(
                        GzipException.class, () -> new GzipDecoder(new ByteArrayInputStream(cut)).transferTo(out));
                assertThat(e).as("%d of %d bytes", length, packed.length).isNotNull();
                assertThat(e.kind()).isEqualTo(Kind.TRUNCATED);
                assertThat(e).hasMessage(String.format(Locale.ROOT, "it is truncated at byte %,d", length));
                assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(concat(content, content), out.size()));
                if (length > first.length) {
                    assertThat(out.size()).isGreaterThanOrEqualTo(content.length);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesEveryBitThatMatters(Packed.Kind kind) {
        byte[] content = kind.make(300);
        byte[] packed = gzip(content);
        int seen = 0;
        for (int bit = 0; bit < 8 * packed.length; bit++) {
            byte[] turned = packed.clone();
            turned[bit >>> 3] ^= (byte) (1 << (bit & 7));
            try {
                // The time in the header, the distance back in a row of zeros: these are as good as any other.
                assertThat(decode(turned)).as("bit %d", bit).isEqualTo(content);
            } catch (IOException e) {
                assertThat(e).isInstanceOf(GzipException.class);
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(8 * (packed.length - 6) * 4 / 5);
    }

    /** Not by the checksum alone: the JDK has to agree on what makes sense, and on what it means. */
    @ParameterizedTest
    @EnumSource
    void agreesWithTheJdkOnWhatMakesSense(Packed.Kind kind) throws IOException {
        for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY}) {
            byte[] deflated = Packed.deflate(kind.make(300), 6, strategy);
            for (int bit = 0; bit < 8 * deflated.length; bit++) {
                byte[] turned = deflated.clone();
                turned[bit >>> 3] ^= (byte) (1 << (bit & 7));
                assertAgrees(turned);
            }
        }
    }

    @Test
    void agreesWithTheJdkOnRandomBytes() {
        Property.tries(5_000).withoutEdgeCases().check(draw -> {
            long seed = draw.aLong();
            int length = draw.anInt(1, 200);
            byte[] bytes = new byte[length];
            new Random(seed).nextBytes(bytes);
            bytes[0] = (byte) ((bytes[0] & ~6) | (4 >>> (bytes[0] & 1))); // Types 1 and 2: stored blocks soon end.
            assertAgrees(bytes);
        });
    }

    @Test
    void agreesWithTheJdkOnDamageInTheMiddle() {
        Property.tries(300).withoutEdgeCases().check(draw -> {
            Packed.Kind kind = draw.of(Packed.Kind.values());
            long seed = draw.aLong();
            int level = draw.anInt(0, 9);
            Random random = new Random(seed);
            byte[] bytes = Packed.deflate(kind.make(50_000, random), level, Deflater.DEFAULT_STRATEGY);
            for (int i = 0; i < 3; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertAgrees(bytes);
        });
    }

    @Test
    void checksTheHeader() {
        int name = Packed.FHCRC | Packed.FNAME;
        byte[] packed = Packed.member(name, Packed.deflate(TEXT, 6, Deflater.DEFAULT_STRATEGY), TEXT);
        packed[12] ^= 1; // A letter of the name.
        assertDamaged(packed, "its gzip header at byte 0 fails its checksum");
        byte[] method = gzip(TEXT);
        int start = method.length;
        byte[] second = gzip(TEXT);
        second[2] = 7;
        assertDamaged(second, "its gzip header at byte 0 names an unknown method");
        assertDamaged(
                concat(method, second),
                String.format(Locale.ROOT, "its gzip header at byte %d names an unknown method", start));
        second[2] = 8;
        second[3] = 0x20;
        assertDamaged(second, "its gzip header at byte 0 has unknown flags");
    }

    @Test
    void checksTheTrailer() {
        byte[] packed = gzip(TEXT);
        byte[] crc = packed.clone();
        crc[packed.length - 8] ^= 1;
        assertDamaged(
                crc, String.format(Locale.ROOT, "its gzip data ending at byte %d fails its CRC-32", packed.length - 4));
        byte[] size = packed.clone();
        size[packed.length - 1] ^= 1;
        assertDamaged(
                size,
                String.format(Locale.ROOT, "its gzip data ending at byte %d has the wrong length", packed.length));
    }

    @Test
    void saysWhatItGot() {
        assertDamaged(new byte[0], "it is empty");
        assertDamaged(new byte[] {0x50}, "it isn't a gzip file: expected it to begin with 1f 8b, got 50");
        assertDamaged(
                new byte[] {0x50, 0x4B, 3, 4}, "it isn't a gzip file: expected it to begin with 1f 8b, got 50 4b");
        byte[] packed = gzip(TEXT);
        assertDamaged(
                concat(packed, new byte[512]),
                String.format(
                        Locale.ROOT,
                        "at byte %d, after the end of its gzip data, something else follows",
                        packed.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 20, 1000})
    void givesAFailureOfTheStreamAsItIs(int before) throws IOException {
        byte[] packed = gzip(Packed.Kind.AUDIO.make(100_000));
        IOException failure = new IOException("the network is gone");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] into, int at, int length) throws IOException {
                throw failure;
            }
        };
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(packed, 0, before), broken);
        try (GzipDecoder decoder = new GzipDecoder(in)) {
            assertThatThrownBy(decoder::readAllBytes).isSameAs(failure);
            assertThatThrownBy(decoder::read).isSameAs(failure);
        }
    }

    private static void assertDamaged(byte[] packed, String message) {
        assertThatThrownBy(() -> decode(packed))
                .isInstanceOfSatisfying(
                        GzipException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DAMAGED))
                .hasMessage(message);
    }

    /** Decodes data of any kind both ways: either both go through with the same result, or neither. */
    private static void assertAgrees(byte[] deflated) throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Inflater inflater = new Inflater(true);
        boolean fine;
        try {
            inflater.setInput(deflated);
            byte[] buffer = new byte[10_000];
            int count;
            while ((count = inflater.inflate(buffer)) > 0) {
                expected.write(buffer, 0, count);
            }
            fine = inflater.finished();
        } catch (DataFormatException e) {
            fine = false;
        }
        int used = inflater.getTotalIn();
        inflater.end();
        byte[] packed = Packed.member(0, fine ? Arrays.copyOf(deflated, used) : deflated, expected.toByteArray());
        if (fine) {
            assertThat(decode(packed)).isEqualTo(expected.toByteArray());
        } else {
            byte[] withoutTrailer = Arrays.copyOf(packed, packed.length - 8);
            assertThatThrownBy(() -> decode(withoutTrailer)).isInstanceOf(GzipException.class);
        }
    }
}
