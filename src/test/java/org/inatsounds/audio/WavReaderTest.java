package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.audio.WavReader.Truncation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the specifications allow and what deviates from them is read; what is missing is said. */
final class WavReaderTest {

    private static final byte[] LIST = "INFOISFT\5\0\0\0Lavf\0".getBytes(StandardCharsets.ISO_8859_1);

    // Chunks

    @Test
    void chunksOfAnyKindMayStandBeforeTheSamples() {
        byte[] wav = WavBuilder.riff()
                .chunk("JUNK", new byte[28])
                .chunk("LIST", LIST)
                .pcm16()
                .chunk("fact", new byte[4])
                .chunk("\1\2\3\377", new byte[3])
                .chunk("bext", new byte[601])
                .data16(1, -2, 3)
                .chunk("LIST", LIST)
                .build();
        assertBoth(wav, 1, -2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "LIST", "fmt "})
    void missingPadByteIsTolerated(String following) {
        WavBuilder builder = WavBuilder.riff().pcm16().id("odd ").u32(3).bytes((byte) 1, (byte) 2, (byte) 3);
        switch (following) {
            case "LIST" -> builder.chunk("LIST", LIST);
            case "fmt " -> builder.format(1, 2, 8000, 2, 16);
            default -> {}
        }
        assertBoth(builder.data16(5, 6).build(), 5, 6);
    }

    @Test
    void padByteNeedNotBeZero() {
        byte[] wav = WavBuilder.riff()
                .pcm16()
                .id("odd ")
                .u32(1)
                .bytes((byte) 1, (byte) 'Q')
                .data16(5, 6)
                .build();
        assertBoth(wav, 5, 6);
    }

    @Test
    void firstFormatCounts() {
        byte[] wav =
                WavBuilder.riff().pcm16().format(1, 2, 8000, 2, 16).data16(1, 2).build();
        assertThat(Decoded.stream(wav).format().channels()).isEqualTo(1);
    }

    @Test
    void hugeChunkOfAFileIsSkippedBySeeking(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sparse.wav");
        long size = 3_000_000_001L;
        byte[] start = WavBuilder.riff().pcm16().id("JUNK").u32(size).build();
        byte[] end = WavBuilder.riff().data16(7, 8).build();
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(start);
            out.seek(start.length + size + 1);
            out.write(end, 12, end.length - 12);
        }
        assertThat(Decoded.file(file).samples()).containsExactly(7f, 8f);
    }

    @ParameterizedTest
    @CsvSource({"RF64, 6", "RF64, 0", "RF64, -1", "BW64, 6", "BW64, -1"})
    void sizeIsThatOfDs64(String id, long dataSize) {
        byte[] wav = WavBuilder.form(id, 0xFFFF_FFFFL)
                .id("ds64")
                .u32(28)
                .u64(0)
                .u64(dataSize)
                .u64(3)
                .u32(0)
                .pcm16()
                .id("data")
                .u32(0xFFFF_FFFFL)
                .u16(1)
                .u16(-2)
                .u16(3)
                .bytes(dataSize == 6 ? LIST : new byte[0])
                .build();
        assertBoth(wav, 1, -2, 3);
    }

    @Test
    void ds64MattersOnlyInRf64() {
        byte[] wav =
                WavBuilder.riff().chunk("ds64", new byte[2]).pcm16().data16(1).build();
        assertBoth(wav, 1);
    }

    // Sizes that writers left behind

    @ParameterizedTest
    @ValueSource(longs = {0, 0xFFFF_FFFFL, 0x7FFF_F000L, 0x7FFF_EFFFL, 0x8000_0000L})
    void streamedRecordingGoesToTheEnd(long size) {
        byte[] wav = WavBuilder.form("RIFF", size)
                .pcm16()
                .id("data")
                .u32(size)
                .u16(1)
                .u16(-2)
                .bytes((byte) 9)
                .build();
        assertThat(Decoded.stream(wav).framesAtOpening()).isEmpty();
        assertBoth(wav, 1, -2);
    }

    @Test
    void emptyRecordingIsEmpty() {
        assertBoth(WavBuilder.riff().pcm16().data16().build());
        byte[] followed =
                WavBuilder.form("RIFF", 62).pcm16().data16().chunk("LIST", LIST).build();
        assertThat(followed).hasSize(8 + 62);
        assertBoth(followed);
        assertThat(Decoded.stream(followed).framesAtOpening()).hasValue(0);
    }

    @Test
    void odd24BitMonoNeedsNoPadByteAtTheEnd() {
        byte[] wav = WavBuilder.riff()
                .format(1, 1, 8000, 3, 24)
                .id("data")
                .u32(3)
                .bytes((byte) 0, (byte) 1, (byte) 0)
                .build();
        assertBoth(wav, 1);
    }

    // Files cut short

    @Test
    void cutFileGivesWhatIsThereAndSaysSo(@TempDir Path folder) throws IOException {
        byte[] wav = WavBuilder.riff()
                .format(1, 2, 8000, 2, 16)
                .id("data")
                .u32(4000)
                .u16(10)
                .u16(21)
                .u16(7)
                .build();
        Path file = Files.write(folder.resolve("cut.wav"), wav);
        try (WavReader reader = WavReader.open(file)) {
            assertThat(reader.frames()).hasValue(1);
            assertThat(reader.truncation()).contains(new Truncation(1000, 1));
        }
        for (Decoded decoded : new Decoded[] {Decoded.file(file), Decoded.stream(wav)}) {
            assertThat(decoded.samples()).containsExactly(15.5f);
            assertThat(decoded.truncation()).contains(new Truncation(1000, 1));
        }
        assertThat(Decoded.stream(wav).framesAtOpening()).hasValue(1000);
    }

    // Samples

    @Test
    void bitsThatDoNotFillTheirBytesStandAtTheUpperEnd() {
        byte[] wav = WavBuilder.riff()
                .format(1, 1, 8000, 2, 12)
                .data16(0x7FF0, -0x8000)
                .build();
        assertBoth(wav, 0x7FF0, -0x8000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RIFF", "RIFX"})
    void extensibleInEitherByteOrder(String form) {
        byte[] wav = WavBuilder.form(form, 0)
                .extensible(1, 1, 8000, 4, 24)
                .id("data")
                .u32(8)
                .u32(0x0001_8000)
                .u32(0x8000_0000)
                .build();
        assertBoth(wav, 1.5f, -32_768);
    }

    @Test
    void floatsAreNotClipped() {
        byte[] wav = WavBuilder.riff()
                .format(3, 1, 8000, 4, 32)
                .id("data")
                .u32(8)
                .u32(Float.floatToIntBits(1.5f))
                .u32(Float.floatToIntBits(-2))
                .build();
        assertBoth(wav, 49_152, -65_536);
    }

    @Test
    void readsNothingWhereNothingIsWanted() {
        WavReader reader = stream(WavBuilder.riff().pcm16().data16(1, 2).build());
        float[] samples = {9, 9, 9};
        assertThat(reader.read(samples, 3, 0)).isZero();
        assertThat(reader.read(samples, 1, 1)).isEqualTo(1);
        assertThat(samples).containsExactly(9, 1, 9);
        assertThatThrownBy(() -> reader.read(samples, 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void streamStaysOpen() {
        boolean[] closed = new boolean[1];
        InputStream in =
                new ByteArrayInputStream(WavBuilder.riff().pcm16().data16(1).build()) {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        WavReader.open(in, "-").close();
        assertThat(closed[0]).isFalse();
    }

    private static WavReader stream(byte[] wav) {
        return WavReader.open(new ByteArrayInputStream(wav), "-");
    }

    /** As a file and as a stream, whole: these samples, and nothing is missing. */
    private static void assertBoth(byte[] wav, float... samples) {
        try {
            Path file = Files.write(Files.createTempFile("wav", ".wav"), wav);
            try {
                for (Decoded decoded : new Decoded[] {Decoded.file(file), Decoded.stream(wav), Decoded.general(wav)}) {
                    assertThat(decoded.samples()).hasSize(samples.length);
                    for (int i = 0; i < samples.length; i++) {
                        assertThat(decoded.samples().get(i)).isEqualTo(samples[i]);
                    }
                    assertThat(decoded.frames()).hasValue(samples.length);
                    assertThat(decoded.truncation()).isEmpty();
                }
                assertThat(Decoded.file(file).framesAtOpening()).hasValue(samples.length);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
