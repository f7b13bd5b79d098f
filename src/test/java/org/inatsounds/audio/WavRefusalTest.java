package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be read is refused, each kind in its own words, with the place. */
final class WavRefusalTest {

    @Test
    void otherFilesAreNotWav() {
        assertMalformed(() -> stream(new byte[0]), 0, "RIFF", "the file is empty");
        assertMalformed(
                () -> stream("<html>".getBytes(StandardCharsets.UTF_8)),
                0,
                "RIFF",
                "expected RIFF, RIFX, RF64 or BW64, got bytes 3c 68 74 6d: not a WAV file");
        byte[] avi = "RIFF\0\0\0\0AVI LIST".getBytes(StandardCharsets.ISO_8859_1);
        assertMalformed(() -> stream(avi), 8, "form type", "expected WAVE, got bytes 41 56 49 20");
    }

    @Test
    void wrongFieldsAreNamed() {
        byte[] noFormat = WavBuilder.riff().data16(1).build();
        assertMalformed(() -> stream(noFormat), 12, "data", "expected a fmt chunk before it, got none");
        byte[] zeros = WavBuilder.riff().pcm16().bytes(new byte[100]).build();
        assertMalformed(() -> stream(zeros), 36, "chunk id", "expected a chunk such as data, got zeros");
        byte[] claims = WavBuilder.riff()
                .pcm16()
                .id("LI\1T")
                .u32(0xFFFF_FFFFL)
                .bytes(new byte[17])
                .build();
        assertMalformed(
                () -> stream(claims),
                36,
                "'LI?T' ckSize",
                "the chunk claims 4,294,967,295 bytes, the file ends after 17, before any samples");
        assertFormat(format(1, 0, 8000, 2, 16), 22, "fmt nChannels", "expected at least 1, got 0");
        assertFormat(format(1, 1, 0, 2, 16), 24, "fmt nSamplesPerSec", "expected 1 to 2,147,483,647, got 0");
        assertFormat(
                format(1, 1, 0xFFFF_FFFFL, 2, 16), 24, "fmt nSamplesPerSec", "expected 1 to 2,147,483,647, got 4,294,");
        assertFormat(format(1, 1, 8000, 2, 0), 34, "fmt wBitsPerSample", "expected at least 1, got 0");
        assertFormat(format(1, 2, 8000, 3, 16), 32, "fmt nBlockAlign", "expected 4 for 2 channels of 16 bits, got 6");
        assertFormat(WavBuilder.riff().chunk("fmt ", new byte[14]), 16, "fmt ckSize", "expected at least 16, got 14");
        byte[] extensible = new byte[18];
        ByteBuffer.wrap(extensible)
                .putShort((short) 0xFEFF)
                .putShort((short) 0x0100)
                .putInt(1);
        assertFormat(
                WavBuilder.riff().chunk("fmt ", extensible),
                16,
                "fmt ckSize",
                "expected at least 40 for WAVE_FORMAT_EXTENSIBLE, got 18");
    }

    @Test
    void ds64IsChecked() {
        WavBuilder tooShort = WavBuilder.form("RF64", -1).chunk("ds64", new byte[16]);
        assertFormat(tooShort, 16, "ds64 chunkSize", "expected at least 28, got 16");
        WavBuilder negative = WavBuilder.form("RF64", -1)
                .id("ds64")
                .u32(28)
                .u64(0)
                .u64(Long.MIN_VALUE)
                .u64(0)
                .u32(0)
                .pcm16()
                .id("data")
                .u32(-1);
        assertFormat(negative, 72, "ds64 dataSize", "expected less than 2^63, got 9223372036854775808");
    }

    @Test
    void unsupportedFormatsAreNamed() {
        assertUnsupported(format(0x674F, 1, 8000, 2, 16), 20, "fmt wFormatTag", "got Vorbis (0x674f)");
        assertUnsupported(format(0xBEEF, 1, 8000, 2, 16), 20, "fmt wFormatTag", "got another format (0xbeef)");
        assertUnsupported(format(1, 1, 8000, 5, 40), 34, "fmt wBitsPerSample", "expected 1 to 32 for PCM, got 40");
        assertUnsupported(format(3, 1, 8000, 2, 16), 34, "fmt wBitsPerSample", "expected 32 or 64 for floats, got 16");
        assertUnsupported(
                format(6, 1, 8000, 2, 16), 34, "fmt wBitsPerSample", "expected 8 for A-law and µ-law, got 16");
        assertUnsupported(
                format(1, 2, 8000, 4, 24), 32, "fmt nBlockAlign", "expected 6 for 2 channels of 24 bits, got 8");
    }

    @Test
    void ambisonicIsNotAveraged() {
        byte[] wav = WavBuilder.riff().extensible(1, 4, 8000, 2, 16).build();
        // 00000001-0721-11D3-8644-C8C1CA000000
        System.arraycopy(HexFormat.of().parseHex("2107d3118644c8c1ca000000"), 0, wav, 48, 12);
        assertThatThrownBy(() -> stream(wav))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("-: unsupported audio at byte 44 (fmt SubFormat): expected")
                .hasMessageContaining("got 00000001-0721-11d3-8644-c8c1ca000000");
    }

    @Test
    void failureToReadIsAnotherKind(@TempDir Path folder) throws IOException {
        byte[] wav = WavBuilder.riff().pcm16().data16(1, 2, 3).build();
        for (int limit = 0; limit < wav.length; limit++) {
            InputStream in = failingAfter(wav, limit);
            String field = limit < 12
                    ? "RIFF"
                    : limit < 20 ? "chunk id" : limit < 36 ? "fmt " : limit < 44 ? "chunk id" : "data";
            assertThatThrownBy(() -> Decoded.read(WavReader.open(in, "stdin"), 10))
                    .isInstanceOf(StorageException.class)
                    .hasMessage("stdin: can't read byte " + limit + " (" + field + "): the cable is out");
        }
        assertThatThrownBy(() -> WavReader.open(folder))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith(folder + ": can't read byte 0 (RIFF): ");
        assertThatThrownBy(() -> WavReader.open(folder.resolve("none.wav")))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder.resolve("none.wav") + ": no such file");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300})
    void samplesThatAreNoNumbersAreNamed(double value) {
        byte[] wav = WavBuilder.riff()
                .format(3, 2, 8000, 8, 64)
                .id("data")
                .u32(32)
                .u64(0)
                .u64(0)
                .u64(0)
                .u64(Double.doubleToLongBits(value))
                .build();
        assertMalformed(() -> Decoded.stream(wav), 60, "data", "expected finite samples in frame 1, got");
    }

    private static InputStream failingAfter(byte[] bytes, int limit) {
        return new InputStream() {
            private int next;

            @Override
            public int read() throws IOException {
                if (next == limit) {
                    throw new IOException("the cable is out");
                }
                return bytes[next++] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                into[offset] = (byte) read();
                return 1;
            }
        };
    }

    private static WavBuilder format(int tag, int channels, long sampleRate, int sampleBytes, int bits) {
        return WavBuilder.riff().format(tag, channels, sampleRate, sampleBytes, bits);
    }

    private static WavReader stream(byte[] wav) {
        return WavReader.open(new ByteArrayInputStream(wav), "-");
    }

    private static void assertFormat(WavBuilder wav, long offset, String field, String problem) {
        assertMalformed(() -> stream(wav.build()), offset, field, problem);
    }

    private static void assertMalformed(ThrowingCallable call, long offset, String field, String problem) {
        assertThatThrownBy(call)
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("-: malformed WAV at byte " + offset + " (" + field + "): " + problem);
    }

    private static void assertUnsupported(WavBuilder wav, long offset, String field, String problem) {
        assertThatThrownBy(() -> stream(wav.build()))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("-: unsupported audio at byte " + offset + " (" + field + "): expected")
                .hasMessageContaining(problem);
    }
}
