package org.inatsounds.spectrogram.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.inatsounds.UsageException;
import org.inatsounds.spectrogram.AxisOrder;
import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.Loudness;
import org.inatsounds.spectrogram.Loudness.Log;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

/** Every pixel of a picture is where it should be, and what it should be. */
final class PictureTest {

    private static final long SEED = 20_240_501;

    private static final Preset DEFAULT = Preset.INATSOUNDS_2024;
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private static PictureStyle plain(int scale) {
        return new PictureStyle(ColourMap.VIRIDIS, false, scale, "");
    }

    private static PictureStyle axes(int scale, String title) {
        return new PictureStyle(ColourMap.MAGMA, true, scale, title);
    }

    @Test
    void bytesAreThePalettesIndices() throws IOException {
        Grid grid = Grid.of(ElementType.UINT8, new float[] {0, 1, 2}, new float[] {127, 254, 255});

        Decoded decoded = Decoded.picture(grid, DEFAULT, plain(0));

        assertThat(decoded.width()).isEqualTo(3);
        assertThat(decoded.height()).isEqualTo(2);
        assertThat(row(decoded, 0)).containsExactly(127, 254, 255);
        assertThat(row(decoded, 1)).containsExactly(0, 1, 2);
        assertThat(decoded.palette()).hasSize(256);
        assertThat(decoded.rgb(2, 0)).isEqualTo(0xFDE725);
        assertThat(decoded.rgb(0, 1)).isEqualTo(0x440154);
    }

    @Test
    void highFrequenciesAreOnTopWhateverTheLayout() throws IOException {
        for (AxisOrder layout : AxisOrder.values()) {
            Spectrogram tone = Grid.tone(DEFAULT.withLayout(layout), 4000, 4000);
            Decoded decoded = Decoded.picture(BandRows.of(tone), DEFAULT.withLayout(layout), plain(0));
            assertThat(decoded.width()).isEqualTo(tone.frames());
            assertThat(decoded.height()).isEqualTo(128);
            for (int y = 0; y < 128; y++) {
                for (int x = 0; x < tone.frames(); x++) {
                    assertThat(decoded.index(x, y)).isEqualTo((int) tone.value(127 - y, x));
                }
            }
        }
    }

    @Test
    void anySizeIsScaledUp() {
        Property.tries(60).withSeed(SEED).check(draw -> {
            int bands = draw.anInt(1, 20);
            int frames = draw.anInt(1, 60);
            int scale = draw.anInt(1, 6);
            long seed = draw.aLong();
            Grid grid = Grid.bytes(bands, frames, seed);
            Decoded decoded = Decoded.picture(grid, DEFAULT, plain(scale));
            assertThat(decoded.width()).isEqualTo(frames * scale);
            assertThat(decoded.height()).isEqualTo(bands * scale);
            for (int y = 0; y < decoded.height(); y++) {
                for (int x = 0; x < decoded.width(); x++) {
                    assertThat(decoded.index(x, y)).isEqualTo((int) grid.values()[bands - 1 - y / scale][x / scale]);
                }
            }
        });
    }

    /** Frames are read in chunks; this has more. */
    @Test
    void longRowsAreWhole() throws IOException {
        Grid grid = Grid.bytes(2, 10_001, 5);
        Decoded decoded = Decoded.picture(grid, DEFAULT, plain(1));
        for (int x = 0; x < 10_001; x++) {
            assertThat(decoded.index(x, 0)).isEqualTo((int) grid.values()[1][x]);
        }
    }

    @Test
    void decibelsAreSpreadOverTheRangeOfThePreset() throws IOException {
        Preset bounded = DEFAULT.withOutput(DEFAULT.loudness(), ElementType.FLOAT32);
        Grid grid = Grid.of(ElementType.FLOAT32, new float[] {-60, -50, -49.5f, 0, 49.9f, 50, Float.NaN});
        assertThat(row(Decoded.picture(grid, bounded, plain(1)), 0)).containsExactly(0, 0, 1, 127, 254, 255, 0);
    }

    @Test
    void decibelsWithoutARangeAreSpreadOverTheData() throws IOException {
        Grid grid = Grid.of(ElementType.FLOAT32, new float[] {-30, 10}, new float[] {-10, 9});
        Decoded decoded = Decoded.picture(grid, Preset.LIBROSA, plain(1));
        assertThat(row(decoded, 0)).containsExactly(127, 248);
        assertThat(row(decoded, 1)).containsExactly(0, 255);

        Loudness halfBounded = new Loudness(Log.POWER, 1e-10, UNLIMITED, -UNLIMITED, 30);
        Preset preset = Preset.LIBROSA.withOutput(halfBounded, ElementType.FLOAT32);
        assertThat(row(Decoded.picture(grid, preset, plain(1)), 0)).containsExactly(85, 165);
    }

    @Test
    void linearValuesAreShownBelowTheGreatest() throws IOException {
        Grid grid = Grid.of(ElementType.FLOAT32, new float[] {0, 1e-9f, 0.011f, 100});
        assertThat(row(Decoded.picture(grid, Preset.TORCHAUDIO_1024_256, plain(1)), 0))
                .containsExactly(0, 0, 128, 255);
        Preset magnitude = Preset.TORCHAUDIO_1024_256.withPower(1);
        assertThat(row(Decoded.picture(grid, magnitude, plain(1)), 0)).containsExactly(0, 0, 2, 255);
    }

    @Test
    void silenceIsTheLowestLevel() throws IOException {
        Grid grid = Grid.of(ElementType.FLOAT32, new float[3]);
        for (Preset preset : new Preset[] {Preset.LIBROSA, Preset.TORCHAUDIO_1024_256}) {
            assertThat(row(Decoded.picture(grid, preset, plain(1)), 0)).containsExactly(0, 0, 0);
            assertThat(Decoded.picture(grid, preset, axes(0, "")).width()).isGreaterThan(1200);
        }
    }

    /** The middle of the tick of 4 kHz, and the middle of the brightest band of a tone of 4 kHz. */
    @Test
    void aToneIsWhereItsTickIs() throws IOException {
        for (Preset preset : Preset.NAMED) {
            BandRows tone = BandRows.of(Grid.tone(preset, 4000, 22_050));
            Plot plot = Plot.of(tone, axes(0, ""));
            Levels levels = Levels.of(tone, preset);
            Figure figure = Figure.withAxes(plot, preset, levels, "");
            Tick tick = Axes.frequency(preset.mel(), plot.height(), 3, 10).stream()
                    .filter(each -> each.label().equals("4"))
                    .findFirst()
                    .orElseThrow();
            int tickRow = figure.top() + plot.height() - 1 - (int) tick.at();

            Decoded decoded = Decoded.picture(tone, preset, axes(0, ""));

            int middle = figure.left() + plot.width() / 2;
            int brightest = figure.top();
            for (int y = figure.top(); y < figure.top() + plot.height(); y++) {
                brightest = decoded.index(middle, y) > decoded.index(middle, brightest) ? y : brightest;
            }
            // The first row of the brightest band, whose middle is a row below.
            assertThat(Math.abs(brightest + 1 - tickRow)).as(preset.name()).isLessThanOrEqualTo(2);
        }
    }

    /** What is drawn around the plot leaves it as it is, but for the few colours that the axes need. */
    @Test
    void axesSurroundThePlot() throws IOException {
        Grid grid = Grid.bytes(128, 300, 7);
        Plot plot = Plot.of(grid, axes(0, "wren"));
        Figure figure = Figure.withAxes(plot, DEFAULT, Levels.of(grid, DEFAULT), "wren");

        Decoded decoded = Decoded.picture(grid, DEFAULT, axes(0, "wren"));

        assertThat(plot.width()).isEqualTo(1200);
        assertThat(plot.height()).isEqualTo(384);
        assertThat(decoded.width()).isEqualTo(figure.width());
        assertThat(decoded.height()).isEqualTo(figure.height());
        for (int y = 0; y < plot.height(); y++) {
            for (int x = 0; x < plot.width(); x++) {
                int level = (int) grid.values()[127 - y / 3][x / 4];
                assertThat(decoded.index(figure.left() + x, figure.top() + y)).isEqualTo(level * 252 / 256);
            }
        }
        assertThat(decoded.rgb(0, 0)).isEqualTo(0xFFFFFF);
        int bar = figure.left() + plot.width() + 18;
        assertThat(decoded.rgb(bar, figure.top())).isEqualTo(0xFCFDBF);
        assertThat(decoded.rgb(bar, figure.top() + 383)).isEqualTo(0x000004);
    }

    @Test
    void longRecordingsShowTheLoudestOfNeighbours() throws IOException {
        Grid grid = Grid.bytes(1, 4001, 9);
        Plot plot = Plot.of(grid, axes(1, ""));
        assertThat(plot.framesPerColumn()).isEqualTo(3);
        assertThat(plot.columns()).isEqualTo(1334);
        Figure figure = Figure.withAxes(plot, DEFAULT, Levels.of(grid, DEFAULT), "");

        Decoded decoded = Decoded.picture(grid, DEFAULT, axes(1, ""));

        for (int x = 0; x < 1334; x++) {
            float loudest = 0;
            for (int frame = 3 * x; frame < Math.min(3 * x + 3, 4001); frame++) {
                loudest = Math.max(loudest, grid.values()[0][frame]);
            }
            assertThat(decoded.index(figure.left() + x, figure.top())).isEqualTo(((int) loudest) * 252 / 256);
        }
        assertThat(Plot.of(Grid.bytes(1, 2000, 9), axes(1, "")).framesPerColumn())
                .isEqualTo(1);
        assertThat(Plot.of(Grid.bytes(1, 4001, 9), plain(1)).columns()).isEqualTo(4001);
    }

    @Test
    void anySizeHasAxes() {
        Property.tries(60).withSeed(SEED).check(draw -> {
            int bands = draw.anInt(1, 400);
            int frames = draw.anInt(1, 2100);
            int scale = draw.anInt(0, 3);
            Grid grid = Grid.bytes(bands, frames, 1);
            Decoded decoded =
                    Decoded.picture(grid, DEFAULT, axes(scale, "a title that is rather long for some of these"));
            assertThat(decoded.width()).isGreaterThan(frames / 2);
        });
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> plain(65)).isInstanceOf(UsageException.class).hasMessageContaining("from 1 to 64");
        BandRows endless = new BandRows() {
            @Override
            public ElementType type() {
                return ElementType.UINT8;
            }

            @Override
            public int bands() {
                return 1;
            }

            @Override
            public int frames() {
                return Integer.MAX_VALUE / 8;
            }

            @Override
            public void read(int band, int from, int to, float[] into) {
                throw new AssertionError("nothing should be read");
            }
        };
        assertThatThrownBy(() -> Picture.writePng(endless, DEFAULT, plain(9), OutputStream.nullOutputStream()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("smaller scale");
    }

    private static int[] row(Decoded decoded, int y) {
        int[] row = new int[decoded.width()];
        Arrays.setAll(row, x -> decoded.index(x, y));
        return row;
    }
}
