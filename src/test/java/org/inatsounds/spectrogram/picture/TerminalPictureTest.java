package org.inatsounds.spectrogram.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.inatsounds.UsageException;
import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.MelBands;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

/** Lines of text, character by character. */
final class TerminalPictureTest {

    private static final long SEED = 20_240_501;

    private static final Preset DEFAULT = Preset.INATSOUNDS_2024;

    /** Four bands and four frames. All is dark but the third band, which gets lighter. */
    private static final Grid TINY = Grid.of(
            ElementType.UINT8,
            new float[] {0, 0, 0, 0},
            new float[] {0, 0, 0, 0},
            new float[] {0, 85, 170, 255},
            new float[] {0, 0, 0, 0});

    private static final Preset FOUR_BANDS = DEFAULT.withMel(new MelBands(
            4,
            0,
            11_025,
            DEFAULT.mel().scale(),
            DEFAULT.mel().slopes(),
            DEFAULT.mel().norm(),
            false));

    private static final String[] TIME = {"   └───────┬────────", "kHz     0.02 s      "};

    @Test
    void trueColourHasTwoBandsInACharacter() throws IOException {
        assertThat(draw(TINY, ColourDepth.TRUECOLOR, true, 20, 4).lines())
                .containsExactly(
                        " 10┤~[48;2;0;0;0m    ~[38;2;0;0;0;48;2;85;85;85m▀▀▀▀~[48;2;170;170;170m▀▀▀▀"
                                + "~[48;2;255;255;255m▀▀▀▀~[0m",
                        "  0┤~[48;2;0;0;0m                ~[0m",
                        TIME[0],
                        TIME[1]);
    }

    @Test
    void colours256AreTheNearest() throws IOException {
        assertThat(draw(TINY, ColourDepth.COLOURS_256, true, 20, 4).lines())
                .containsExactly(
                        " 10┤~[48;5;16m    ~[38;5;16;48;5;240m▀▀▀▀~[48;5;248m▀▀▀▀~[48;5;231m▀▀▀▀~[0m",
                        "  0┤~[48;5;16m                ~[0m",
                        TIME[0],
                        TIME[1]);
    }

    /** One cell a character: the mean of two bands, which is half as light. */
    @Test
    void asciiColoursSpaces() throws IOException {
        assertThat(draw(TINY, ColourDepth.TRUECOLOR, false, 20, 4).lines())
                .containsExactly(
                        " 10+~[48;2;0;0;0m    ~[48;2;43;43;43m    ~[48;2;85;85;85m    ~[48;2;128;128;128m    ~[0m",
                        "  0+~[48;2;0;0;0m                ~[0m",
                        "   +-------+--------",
                        TIME[1]);
    }

    @Test
    void withoutColourLevelsAreCharacters() throws IOException {
        assertThat(draw(TINY, ColourDepth.NONE, true, 20, 4).lines())
                .containsExactly(" 10┤    ----****@@@@", "  0┤                ", TIME[0], TIME[1]);
    }

    /** Labels stand under the middle of their ticks, but for one that would leave the picture. */
    @Test
    void timesAreUnderTheirTicks() throws IOException {
        assertThat(draw(Grid.bytes(128, 858, 1), ColourDepth.NONE, false, 60, 4).lines())
                .endsWith(
                        "   ++----------+----------+----------+----------+----------+", //
                        "kHz 0 s       1 s        2 s        3 s        4 s       5 s");
    }

    @Test
    void colourIsOnlyWrittenWhereItChanges() throws IOException {
        Grid even = new Grid(ElementType.UINT8, new float[128][500]);
        String text = draw(even, ColourDepth.TRUECOLOR, true, 80, 20);
        assertThat(text.chars().filter(c -> c == '~').count()).isEqualTo(2 * 18);
    }

    /** By brute force over the definition of xterm's palette. */
    @Test
    void nearestIsNearest() {
        Property.tries(300).withSeed(SEED).check(draw -> {
            int red = draw.anInt(0, 255);
            int green = draw.anInt(0, 255);
            int blue = draw.anInt(0, 255);
            int[] steps = {0, 95, 135, 175, 215, 255};
            int least = Integer.MAX_VALUE;
            int[] distances = new int[256];
            for (int index = 16; index < 256; index++) {
                int i = index - 16;
                int grey = 8 + 10 * (index - 232);
                int[] rgb = index >= 232
                        ? new int[] {grey, grey, grey}
                        : new int[] {steps[i / 36], steps[i / 6 % 6], steps[i % 6]};
                distances[index] = (red - rgb[0]) * (red - rgb[0])
                        + (green - rgb[1]) * (green - rgb[1])
                        + (blue - rgb[2]) * (blue - rgb[2]);
                least = Math.min(least, distances[index]);
            }
            assertThat(distances[ColourDepth.nearest(red, green, blue)]).isEqualTo(least);
        });
    }

    @Test
    void linesHaveThePromisedWidth() {
        Property.tries(400).withSeed(SEED).check(draw -> {
            int bands = draw.anInt(1, 200);
            int frames = draw.anInt(1, 3000);
            int columns = draw.anInt(20, 300);
            int rows = draw.anInt(4, 60);
            ColourDepth depth = draw.of(ColourDepth.values());
            boolean unicode = draw.aBoolean();
            String text = draw(Grid.bytes(bands, frames, frames), depth, unicode, columns, rows);

            assertThat(text).endsWith("\n");
            String[] lines = text.split("\n");
            assertThat(lines).hasSize(rows);
            for (String line : lines) {
                String visible = line.replaceAll("~\\[[0-9;]*m", "");
                assertThat(visible.codePointCount(0, visible.length())).isEqualTo(columns);
                assertThat(line.contains("~")).isEqualTo(line.endsWith("~[0m"));
            }
            assertThat(unicode || text.chars().allMatch(c -> c < 128)).isTrue();
            assertThat(depth != ColourDepth.NONE || !text.contains("~")).isTrue();
        });
    }

    /** Against the areas as they are: every cell cut into pieces that lie within one band and one frame. */
    @Test
    void cellsAreTheMeansOfTheirAreas() {
        Property.tries(100).withSeed(SEED).check(draw -> {
            int bands = draw.anInt(1, 12);
            int frames = draw.anInt(1, 30);
            int width = draw.anInt(1, 20);
            int height = draw.anInt(1, 20);
            long seed = draw.aLong();
            Grid grid = Grid.bytes(bands, frames, seed);
            int[][] cells = Cells.of(grid, Levels.of(grid, DEFAULT), width, height);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double sum = 0;
                    for (int i = 0; i < bands; i++) {
                        for (int j = 0; j < frames; j++) {
                            sum += grid.values()[bands - 1 - (y * bands + i) / height][(x * frames + j) / width];
                        }
                    }
                    assertThat((double) cells[y][x])
                            .isBetween(sum / bands / frames - 0.501, sum / bands / frames + 0.501);
                }
            }
        });
    }

    /** The loudest line of characters is the one that is labelled 4. */
    @Test
    void aToneIsAtItsLabel() throws IOException {
        StringBuilder text = new StringBuilder();
        TerminalPicture.draw(
                Grid.tone(DEFAULT, 4000, 22_050),
                DEFAULT,
                new TerminalStyle(ColourMap.GREY, ColourDepth.NONE, true, 60, 22),
                text);
        assertThat(text.toString().lines().filter(line -> line.contains("@@@@@@")))
                .singleElement()
                .asString()
                .startsWith("  4┤");
    }

    @Test
    void tooSmallIsRefused() {
        assertThatThrownBy(() -> new TerminalStyle(ColourMap.GREY, ColourDepth.NONE, true, 19, 4))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("20 columns and 4 rows, but has 19 and 4");
    }

    /** The text, with ~ for escape. */
    private static String draw(BandRows rows, ColourDepth depth, boolean unicode, int columns, int height)
            throws IOException {
        StringBuilder text = new StringBuilder();
        Preset preset = rows == TINY ? FOUR_BANDS : DEFAULT;
        TerminalPicture.draw(rows, preset, new TerminalStyle(ColourMap.GREY, depth, unicode, columns, height), text);
        return text.toString().replace('\u001B', '~');
    }
}
