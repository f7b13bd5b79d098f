package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.audio.WavReader.Truncation;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file may end anywhere: the samples up to there come out, or it is malformed, and nothing else happens. */
final class WavTruncationTest {

    @ParameterizedTest
    @MethodSource("org.inatsounds.audio.WavCases#supported")
    void everyPrefixIsTruncatedOrMalformed(WavCases.Case whole, @TempDir Path folder) throws IOException {
        byte[] bytes = whole.bytes();
        int expected = whole.samples().size();
        int refused = 0;
        for (int length = 0; length < bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            try {
                Decoded decoded = Decoded.stream(prefix);
                assertPrefix(decoded, whole);
                // Each file takes a while to write.
                if (length % 5 == 0) {
                    assertSameOfFile(Files.write(folder.resolve("prefix.wav"), prefix), decoded);
                }
            } catch (BadInputException e) {
                refused++;
                assertThat(e).hasMessageMatching("(?s).*: malformed WAV at byte [0-9]+ \\(.*\\): .*");
                // Once there are samples, there always are.
                assertThat(refused).isEqualTo(length + 1);
            }
        }
        assertThat(refused).isGreaterThanOrEqualTo(44).isLessThanOrEqualTo(bytes.length - expected);
    }

    private static void assertSameOfFile(Path file, Decoded streamed) {
        Decoded decoded = Decoded.file(file);
        assertThat(decoded.framesAtOpening()).hasValue(streamed.samples().size());
        assertThat(decoded.samples()).isEqualTo(streamed.samples());
        assertThat(decoded.truncation()).isEqualTo(streamed.truncation());
    }

    private static void assertPrefix(Decoded decoded, WavCases.Case whole) {
        List<Float> samples = decoded.samples();
        assertThat(samples).isEqualTo(whole.samples().subList(0, samples.size()));
        boolean lengthUnknown = whole.toString().contains("piped");
        if (lengthUnknown || samples.size() == whole.samples().size()) {
            assertThat(decoded.truncation()).isEmpty();
        } else {
            assertThat(decoded.truncation())
                    .contains(new Truncation(whole.samples().size(), samples.size()));
        }
    }
}
