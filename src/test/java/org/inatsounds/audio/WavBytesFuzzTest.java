package org.inatsounds.audio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.inatsounds.testing.Fuzzed;
import org.junit.jupiter.params.provider.MethodSource;

/** WAV of any bytes, from a file and from a stream: samples, or refused. */
final class WavBytesFuzzTest {

    private static final long MEMORY = 4 << 20;

    static Stream<byte[]> seeds() {
        Stream<byte[]> files = Stream.concat(WavCases.unsupported().stream(), WavCases.found().stream())
                .map(WavCases::bytes);
        return Stream.concat(WavCases.supported().stream().map(WavCases.Case::bytes), files);
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadOrRefused(byte[] wav) {
        Fuzzed.isUsedOrRefused(wav, MEMORY, () -> drain(WavReader.open(new ByteArrayInputStream(wav), "-")));
        Fuzzed.isUsedOrRefused(wav, MEMORY, () -> {
            Path file = Fuzzed.file(wav);
            drain(WavReader.open(file));
        });
    }

    private static void drain(WavReader reader) {
        try (reader) {
            float[] samples = new float[256];
            while (reader.read(samples, 0, samples.length) > 0) {
                // All of them.
            }
        }
    }
}
