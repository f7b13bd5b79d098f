package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that other programs wrote come out as other programs read them. */
final class ForeignFilesTest {

    @ParameterizedTest
    @MethodSource("org.inatsounds.audio.WavCases#supported")
    void fileGivesTheValuesOfAForeignDecoder(WavCases.Case expected) {
        Decoded decoded = Decoded.file(expected.file());
        assertThat(decoded.format()).isEqualTo(expected.format());
        assertThat(decoded.framesAtOpening()).hasValue(expected.samples().size());
        assertThat(decoded.truncation()).isEmpty();
        assertSamples(decoded, expected);
    }

    @ParameterizedTest
    @MethodSource("org.inatsounds.audio.WavCases#supported")
    void streamGivesTheSame(WavCases.Case expected) {
        Decoded decoded = Decoded.stream(expected.bytes());
        assertThat(decoded.format()).isEqualTo(expected.format());
        assertThat(decoded.frames()).hasValue(expected.samples().size());
        assertThat(decoded.framesAtOpening().isPresent())
                .isEqualTo(!expected.toString().contains("piped"));
        assertThat(decoded.truncation()).isEmpty();
        assertSamples(decoded, expected);
    }

    @ParameterizedTest
    @MethodSource("org.inatsounds.audio.WavCases#supported")
    void slowPathGivesTheSame(WavCases.Case expected) {
        assertSamples(Decoded.general(expected.bytes()), expected);
    }

    @ParameterizedTest
    @MethodSource("org.inatsounds.audio.WavCases#unsupported")
    void otherFormatsAreRefusedByName(Path file) {
        assertThatThrownBy(() -> WavReader.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file + ": unsupported audio at byte ")
                .hasMessageMatching("(?s).*\\((RIFF|fmt wFormatTag|fmt wBitsPerSample)\\): expected .*, got .*")
                .hasMessageContaining("ffmpeg");
    }

    @Test
    void everyKindIsThere() {
        assertThat(WavCases.supported()).hasSizeGreaterThan(40);
        assertThat(WavCases.unsupported()).hasSizeGreaterThan(10);
    }

    private static void assertSamples(Decoded decoded, WavCases.Case expected) {
        assertThat(decoded.samples()).isEqualTo(expected.samples());
    }
}
