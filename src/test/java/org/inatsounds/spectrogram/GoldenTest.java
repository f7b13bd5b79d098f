package org.inatsounds.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.inatsounds.npy.NpyArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The spectrograms of the authors' scripts, of librosa and of torchaudio. They compute in single precision. */
final class GoldenTest {

    /** Of the pixels; differences are of one step. */
    private static final double SHARE = 0.0005;

    private static final double RELATIVE = 1e-4;

    static Stream<Arguments> bytes() {
        return Stream.of(Preset.INATSOUNDS_2024, Preset.INATSOUNDS_2025)
                .flatMap(preset -> Golden.names(preset.name()).stream().map(name -> Arguments.of(preset, name)));
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void authorsPixelsAgree(Preset preset, String name) {
        Parity parity =
                Parity.of(Golden.expected(preset.name(), name), Golden.spectrogram(preset, Golden.samples(name)));

        // Much of the chirp's quiet part is the rounding noise of the authors' single precision.
        boolean noise = name.equals("chirp");
        boolean raw = preset.equals(Preset.INATSOUNDS_2024);
        assertThat(parity.compared()).isPositive();
        assertThat(parity.share()).isLessThanOrEqualTo(!noise ? SHARE : raw ? 0.05 : 0.001);
        assertThat(parity.largest()).isLessThanOrEqualTo(noise && raw ? 3 : 1);
    }

    @Test
    void pixelsOfAllRecordingsTogetherAgree() {
        Parity all = Parity.NONE;
        for (String name : Golden.names("inatsounds-2025")) {
            all = all.plus(Parity.of(
                    Golden.expected("inatsounds-2025", name),
                    Golden.spectrogram(Preset.INATSOUNDS_2025, Golden.samples(name))));
        }
        assertThat(all.share()).isLessThanOrEqualTo(SHARE);
    }

    static Stream<Arguments> linear() {
        return Stream.of(
                        Arguments.of("inatsounds-2025-magnitude", Preset.INATSOUNDS_2025.asMagnitude()),
                        Arguments.of("torchaudio", Preset.TORCHAUDIO_1024_256))
                .flatMap(setting -> Golden.names((String) setting.get()[0]).stream()
                        .map(name -> Arguments.of(setting.get()[0], setting.get()[1], name)));
    }

    @ParameterizedTest
    @MethodSource("linear")
    void linearValuesAgreeRelativeToTheLargest(String setting, Preset preset, String name) {
        NpyArray expected = Golden.expected(setting, name);

        Parity parity = Parity.of(expected, Golden.spectrogram(preset, Golden.samples(name)));

        assertThat(parity.largest()).isLessThanOrEqualTo(RELATIVE * largest(expected));
    }

    static Stream<String> librosa() {
        return Golden.names("librosa").stream();
    }

    @ParameterizedTest
    @MethodSource("librosa")
    void decibelsAgree(String name) {
        Parity parity =
                Parity.of(Golden.expected("librosa", name), Golden.spectrogram(Preset.LIBROSA, Golden.samples(name)));

        assertThat(parity.largest()).isLessThanOrEqualTo(0.01);
    }

    private static double largest(NpyArray array) {
        double largest = 0;
        for (int i = 0; i < array.size(); i++) {
            largest = Math.max(largest, array.value(i));
        }
        return largest;
    }
}
