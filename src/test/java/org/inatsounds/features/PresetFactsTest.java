package org.inatsounds.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.inatsounds.UsageException;
import org.inatsounds.spectrogram.AxisOrder;
import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.Framing;
import org.inatsounds.spectrogram.Loudness;
import org.inatsounds.spectrogram.MelBands;
import org.inatsounds.spectrogram.MelScale;
import org.inatsounds.spectrogram.Padding;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.WindowKind;
import org.inatsounds.testing.Draw;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

/** The numbers of a preset as names and values, and back. */
final class PresetFactsTest {

    private static Map<String, String> texts(Preset preset) {
        Map<String, String> texts = new HashMap<>();
        PresetFacts.of(preset).forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private static Preset any(Draw draw) {
        Preset base = draw.of(Preset.NAMED.toArray(Preset[]::new));
        int window = draw.anInt(2, 400);
        Loudness loudness = new Loudness(
                draw.of(Loudness.Log.AMPLITUDE, Loudness.Log.POWER),
                draw.anInt(1, 1000) * 1e-12,
                draw.aBoolean() ? Double.POSITIVE_INFINITY : draw.aDouble(0, 100),
                draw.aBoolean() ? Double.NEGATIVE_INFINITY : draw.aDouble(-100, 0),
                draw.aBoolean() ? Double.POSITIVE_INFINITY : draw.aDouble(1, 100));
        return base.withFraming(new Framing(
                        window,
                        draw.anInt(1, 500),
                        window + draw.anInt(0, 99),
                        draw.of(WindowKind.values()),
                        draw.of(Padding.values())))
                .withMel(new MelBands(
                        draw.anInt(1, 200),
                        draw.aDouble(0, 3000),
                        draw.aDouble(3001, 8000),
                        draw.of(MelScale.values()),
                        draw.of(MelBands.Slopes.values()),
                        draw.of(MelBands.Norm.values()),
                        draw.aBoolean()))
                .withSampleRate(draw.anInt(16_000, 48_000))
                .withSampleScale(draw.anInt(1, 1 << 17) / 32_768.0)
                .withPower(draw.anInt(1, 2))
                .withByWindowSum(draw.aBoolean())
                .withOutput(loudness, ElementType.FLOAT32)
                .withLayout(draw.of(AxisOrder.values()));
    }

    @Test
    void namesAndValuesGiveThePresetBack() {
        for (Preset named : Preset.NAMED) {
            assertThat(PresetFacts.preset(texts(named))).isEqualTo(named);
        }
        Property.tries(500).check(draw -> {
            Preset preset = any(draw);
            assertThat(PresetFacts.preset(texts(preset))).isEqualTo(preset);
        });
    }

    @Test
    void whatIsNotNamedIsThePresets() {
        assertThat(PresetFacts.preset(Map.of("padding", "constant")).framing().padding())
                .isEqualTo(Padding.ZERO);
        assertThat(PresetFacts.preset(Map.of())).isEqualTo(Preset.INATSOUNDS_2024);
        assertThat(PresetFacts.preset(Map.of("preset", "librosa", "mels", "64"))
                        .mel()
                        .count())
                .isEqualTo(64);
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        refuses("hopp", "1", "hopp: no number of a spectrogram has this name; did you mean 'hop'?");
        refuses("hop", "x", "hop: expected an integer, got x");
        refuses("hop", "0", "The hop must be from 1 to 1048576, but is 0.");
        refuses("floor", "low", "floor: expected a number, got low");
        refuses("padding", "some", "padding: expected none, zero or reflect, got some");
        refuses("with_constant", "yes", "with_constant: expected one of true, false, got yes");
        refuses(
                "preset",
                "authors",
                "preset: expected one of inatsounds-2024, inatsounds-2025, librosa, torchaudio-1024-256, got 'authors'");
    }

    private static void refuses(String name, String value, String message) {
        assertThatThrownBy(() -> PresetFacts.preset(Map.of(name, value)))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
