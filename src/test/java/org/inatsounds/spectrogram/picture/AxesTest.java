package org.inatsounds.spectrogram.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.inatsounds.spectrogram.Framing;
import org.inatsounds.spectrogram.MelBands;
import org.inatsounds.spectrogram.MelBands.Norm;
import org.inatsounds.spectrogram.MelBands.Slopes;
import org.inatsounds.spectrogram.MelScale;
import org.inatsounds.spectrogram.Padding;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.WindowKind;
import org.inatsounds.testing.Draw;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

/** Ticks are round numbers, at their places, far enough apart. */
final class AxesTest {

    private static final long SEED = 20_240_501;

    private static final MelBands DEFAULT = Preset.INATSOUNDS_2024.mel();

    private static MelBands bands(Draw draw) {
        int count = draw.anInt(1, 300);
        double low = draw.aDouble(0, 3000);
        double high = draw.aDouble(3001, 100_000);
        return new MelBands(count, low, high, draw.of(MelScale.values()), Slopes.MEL, Norm.NONE, true);
    }

    @Test
    void frequenciesAreThoseThatOneWouldWrite() {
        assertThat(labels(Axes.frequency(DEFAULT, 384, 3, 26)))
                .containsExactly("0", "0.5", "1", "1.5", "2", "3", "4", "6", "8", "10");
        assertThat(labels(Axes.frequency(DEFAULT, 128, 3, 13))).containsExactly("0", "0.5", "1", "2", "3", "5", "10");
        assertThat(labels(Axes.frequency(DEFAULT, 8, 0.5, 1.4))).containsExactly("0", "1", "5", "10");
        assertThat(labels(Axes.frequency(DEFAULT, 1, 0.5, 13))).containsExactly("0");
    }

    /** By the formula of the preset, 1127 ln(1 + f/700), with 128 centres between 0 and 11,025 Hz. */
    @Test
    void frequenciesAreAtTheirBands() {
        double top = 1127 * Math.log(1 + 11_025 / 700.0);
        double centre = 1127 * Math.log(1 + 4000 / 700.0) / top * 129 - 1;

        Tick tick = tick(Axes.frequency(DEFAULT, 384, 3, 26), "4");

        assertThat(tick.at()).isCloseTo(3 * centre + 1.5, offset(1e-9));
        assertThat(DEFAULT.position(0)).isCloseTo(-1, offset(1e-9));
        assertThat(DEFAULT.position(11_025)).isCloseTo(128, offset(1e-9));
    }

    @Test
    void frequenciesKeepTheirGap() {
        Property.tries(500).withSeed(SEED).check(draw -> {
            MelBands bands = bands(draw);
            int length = draw.anInt(1, 1000);
            double gap = draw.aDouble(1.1, 40);
            List<Tick> ticks = Axes.frequency(bands, length, 0, gap);
            for (int i = 0; i < ticks.size(); i++) {
                assertThat(ticks.get(i).at()).isBetween(0.0, (double) length);
                double at =
                        (bands.position(1000 * Double.parseDouble(ticks.get(i).label())) + 0.5)
                                * length
                                / bands.count();
                assertThat(ticks.get(i).at()).isCloseTo(at, offset(1e-6));
                if (i > 0) {
                    assertThat(ticks.get(i).at() - ticks.get(i - 1).at()).isGreaterThanOrEqualTo(gap - 1e-9);
                }
            }
        });
    }

    @Test
    void loudnessHasEvenSteps() {
        assertThat(Axes.decibels(-50, 50, 200, 20))
                .containsExactly(
                        new Tick(0, "-50"),
                        new Tick(20, "-40"),
                        new Tick(40, "-30"),
                        new Tick(60, "-20"),
                        new Tick(80, "-10"),
                        new Tick(100, "0"),
                        new Tick(120, "10"),
                        new Tick(140, "20"),
                        new Tick(160, "30"),
                        new Tick(180, "40"),
                        new Tick(200, "50"));
        assertThat(labels(Axes.decibels(-63.2, 16.8, 384, 60))).containsExactly("-60", "-40", "-20", "0");
        assertThat(labels(Axes.decibels(0.2, 0.3, 384, 100))).containsExactly("0.2", "0.25", "0.3");
    }

    /** A frame that is not centred has its middle at 256 samples, a centred one at its number times the hop. */
    @Test
    void timesAreAtTheMiddlesOfFrames() {
        Preset tenthsOfASecond = Preset.INATSOUNDS_2024
                .withSampleRate(22_050)
                .withFraming(new Framing(512, 2205, 1024, WindowKind.HANN, Padding.NONE));
        double perFrame = 10;
        TimeAxis axis = new TimeAxis(tenthsOfASecond, perFrame, 1000);
        assertThat(axis.at(100_000) - axis.at(0)).isCloseTo(perFrame, offset(1e-9));
        assertThat(axis.at(Math.round(256 / 22_050.0 * 1e6))).isCloseTo(5, offset(1e-3));

        TimeAxis centred = new TimeAxis(Preset.LIBROSA, perFrame, 1000);
        assertThat(centred.at(0)).isEqualTo(5);
    }

    @Test
    void timesAreSecondsOrAClock() {
        assertThat(times(17, 1000)).startsWith("0.01 s", "0.02 s").endsWith("0.10 s");
        assertThat(times(517, 1000)).startsWith("0.0 s", "0.5 s").endsWith("3.0 s");
        assertThat(times(10_336, 1000)).startsWith("0 s", "5 s").endsWith("60 s");
        assertThat(times(20_672, 1000)).startsWith("0:00", "0:10").endsWith("2:00");
        assertThat(times(620_156, 1000)).startsWith("0:00:00", "0:05:00").endsWith("1:00:00");
        assertThat(times(620_156, 30)).hasSize(1);
    }

    private static List<String> times(int frames, int length) {
        return labels(new TimeAxis(Preset.INATSOUNDS_2024, (double) length / frames, length).ticks(5, label -> 75));
    }

    private static List<String> labels(List<Tick> ticks) {
        return ticks.stream().map(Tick::label).toList();
    }

    private static Tick tick(List<Tick> ticks, String label) {
        return ticks.stream()
                .filter(tick -> tick.label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
