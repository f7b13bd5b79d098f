package org.inatsounds.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.inatsounds.spectrogram.Loudness.Log;
import org.junit.jupiter.api.Test;

/** Presets, what can't be asked of them, and the output that follows from their numbers. */
final class PresetTest {

    @Test
    void presetsAreFoundByName() {
        assertThat(Preset.NAMED)
                .extracting(Preset::name)
                .containsExactly("inatsounds-2024", "inatsounds-2025", "librosa", "torchaudio-1024-256");
        assertThat(Preset.named("librosa")).contains(Preset.LIBROSA);
        assertThat(Preset.named("other")).isEmpty();
    }

    @Test
    void numbersThatMakeNoSenseAreNamed() {
        Framing framing = Preset.INATSOUNDS_2024.framing();
        refused("hop", () -> new Framing(512, 0, 1024, framing.window(), framing.padding()));
        refused("window length", () -> new Framing(1, 1, 1024, framing.window(), framing.padding()));
        refused("FFT size", () -> new Framing(512, 128, 511, framing.window(), framing.padding()));
        refused("power", () -> Preset.LIBROSA.withPower(3));
        refused("scale", () -> Preset.LIBROSA.withSampleScale(0));
        refused("half the sample rate", () -> Preset.LIBROSA.withSampleRate(16_000));
        refused("uint8", () -> Preset.TORCHAUDIO_1024_256.withOutput(Loudness.LINEAR, ElementType.UINT8));
        refused("dB range", () -> new Loudness(Log.POWER, 1e-10, 80, 0, 0));
        refused("floor", () -> new Loudness(Log.POWER, 0, 80, -80, 0));
        refused("top dB", () -> new Loudness(Log.POWER, 1, -1, -80, 0));
    }

    @Test
    void shortRecordingsGiveOneFrame() {
        for (Preset preset : Preset.NAMED) {
            for (int length : new int[] {0, 1, 100}) {
                double[] samples = new double[length];
                assertThat(Golden.spectrogram(preset, samples).frames()).isEqualTo(1);
            }
        }
    }

    /** A short recording is the same as one with zeros after it up to a window. */
    @Test
    void shortRecordingsAreFilledAtTheirEnd() {
        double[] samples = Arrays.copyOf(Golden.samples("noise"), 300);

        Parity parity = Parity.of(
                Golden.array(Golden.spectrogram(Preset.INATSOUNDS_2024, Arrays.copyOf(samples, 512))),
                Golden.spectrogram(Preset.INATSOUNDS_2024, samples));

        assertThat(parity.compared()).isEqualTo(128);
        assertThat(parity.different()).isZero();
    }

    @Test
    void bytesWithACutOffRelativeToTheLoudestUseIt() {
        double[] samples = Golden.samples("impulses");
        Loudness floats = new Loudness(Log.POWER, 1e-10, 30, -90, 30);
        Preset preset = Preset.LIBROSA.withOutput(floats, ElementType.FLOAT32);
        Spectrogram values = Golden.spectrogram(preset, samples);
        Spectrogram bytes = Golden.spectrogram(preset.withOutput(floats, ElementType.UINT8), samples);

        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (int frame = 0; frame < values.frames(); frame++) {
            for (int band = 0; band < values.bands(); band++) {
                float value = values.value(band, frame);
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
                assertThat(Math.abs(bytes.value(band, frame) - Math.floor((value + 90) / 120 * 255)))
                        .isLessThanOrEqualTo(1);
            }
        }
        assertThat(highest - lowest).isBetween(29.99f, 30.01f);
    }

    @Test
    void decibelsAsFloatsAreClippedToTheRange() {
        Preset preset = Preset.INATSOUNDS_2024.withOutput(Preset.INATSOUNDS_2024.loudness(), ElementType.FLOAT32);
        Spectrogram silence = Golden.spectrogram(preset, new double[5120]);
        assertThat(silence.type()).isEqualTo(ElementType.FLOAT32);
        assertThat(silence.value(5, 3)).isEqualTo(-50);
    }

    @Test
    void samplesThatAreNoNumbersAreNamedByPlace() {
        SpectrogramBuilder builder = new SpectrogramBuilder(Preset.INATSOUNDS_2024);
        builder.feed(new float[10_000], 0, 10_000);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> builder.feed(new float[] {0, 0, Float.NaN}, 0, 3))
                .withMessageContaining("10002")
                .withMessageContaining("NaN");
        builder.reset();
        assertThat(builder.finish().frames()).isEqualTo(1);
    }

    private static void refused(String what, ThrowingCallable call) {
        assertThatExceptionOfType(UsageException.class).isThrownBy(call).withMessageContaining(what);
    }
}
