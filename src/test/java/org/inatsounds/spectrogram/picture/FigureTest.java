package org.inatsounds.spectrogram.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.picture.Mark.Box;
import org.inatsounds.spectrogram.picture.Mark.ColourBar;
import org.inatsounds.spectrogram.picture.Mark.Label;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where everything around a plot stands, in pixels of a small letter: edges 6, ticks and the space after them 3 each. */
final class FigureTest {

    private static final Preset PRESET = Preset.INATSOUNDS_2024;

    private static final int EDGE = 6;
    private static final int TICK = 3;
    private static final int ASCENT = 7;

    /** Large letters from a plot of 400 by 200 on. */
    @ParameterizedTest
    @CsvSource({"200, 400, 2", "199, 400, 1", "200, 399, 1", "128, 300, 1", "256, 900, 2"})
    void everythingStandsWhereItBelongs(int bands, int frames, int size) {
        Grid grid = Grid.bytes(bands, frames, 7);
        Plot plot = Plot.of(grid, new PictureStyle(ColourMap.MAGMA, true, 1, "wren"));
        Figure figure = Figure.withAxes(plot, PRESET, Levels.of(grid, PRESET), "wren");
        int left = figure.left();
        int top = figure.top();
        int right = left + frames;
        int bottom = top + bands;
        int barLeft = right + 9 * size;
        int barRight = barLeft + 8 * size;

        List<Label> labels = labels(figure, Palette.INK);
        List<Label> hertz = labels.stream()
                .filter(label -> label.x() < left && label.y() < bottom)
                .toList();
        List<Label> decibels =
                labels.stream().filter(label -> label.x() > barRight).toList();
        List<Label> times = labels.stream()
                .filter(label -> label.y() > bottom && label.x() < barRight)
                .toList();
        assertThat(hertz).hasSizeGreaterThan(3);
        assertThat(decibels).hasSizeGreaterThan(2);
        assertThat(times).hasSizeGreaterThan(1);
        assertThat(labels).hasSize(hertz.size() + decibels.size() + times.size() + 1);

        // As much room as the widest label takes.
        int outside = (EDGE + 2 * TICK) * size;
        assertThat(left).isEqualTo(widest(hertz, "kHz", size) + outside);
        assertThat(top).isEqualTo((2 * EDGE + ASCENT) * size);
        assertThat(figure.width()).isEqualTo(barRight + widest(decibels, "dB", size) + outside);
        assertThat(figure.height()).isEqualTo(bottom + outside + ASCENT * size);

        assertThat(labels).contains(new Label("wren", left, EDGE * size, size, Palette.INK));
        assertThat(labels(figure, Palette.PALE_INK))
                .containsExactlyInAnyOrder(
                        new Label("dB", barLeft, EDGE * size, size, Palette.PALE_INK),
                        new Label(
                                "kHz",
                                left - 2 * TICK * size - Label.width("kHz", size),
                                EDGE * size,
                                size,
                                Palette.PALE_INK));
        assertThat(figure.marks())
                .contains(new ColourBar(barLeft, top, 8 * size, bands, Palette.WITH_AXES))
                .contains(lines(left, right, top, bottom))
                .contains(lines(barLeft, barRight, top, bottom));

        assertTicks(figure, hertz, decibels, times, bottom, size);
        // The first moment is at the left edge of the plot, the loudest level at its upper one.
        Label first = times.get(0);
        assertThat(first.x() + Label.width(first.text(), size) / 2).isBetween(left, left + 3 * size);
        assertThat(first.text()).startsWith("0");
        int loudest = decibels.stream().mapToInt(Label::y).min().orElseThrow() + ASCENT * size / 2;
        assertThat(loudest).isBetween(top, top + bands / 4);
        // A box for every tick, and four lines around plot and bar each.
        assertThat(figure.marks().stream().filter(Box.class::isInstance))
                .hasSize(hertz.size() + decibels.size() + times.size() + 8);
    }

    /** Each label has its tick, at its height or in its middle. */
    private static void assertTicks(
            Figure figure, List<Label> hertz, List<Label> decibels, List<Label> times, int bottom, int size) {
        int left = figure.left();
        int barRight = left + figure.plot().width() + 17 * size;
        for (Label label : hertz) {
            assertThat(label.x() + Label.width(label.text(), size)).isEqualTo(left - 2 * TICK * size);
            assertThat(figure.marks()).contains(upright(left - TICK * size - 1, label, size));
            assertThat(label.y() + ASCENT * size / 2).isBetween(figure.top(), bottom - 1);
        }
        for (Label label : decibels) {
            assertThat(label.x()).isEqualTo(barRight + 2 * TICK * size);
            assertThat(figure.marks()).contains(upright(barRight + 1, label, size));
            assertThat(label.y() + ASCENT * size / 2).isBetween(figure.top(), bottom - 1);
        }
        for (Label label : times) {
            assertThat(label.y()).isEqualTo(bottom + 2 * TICK * size);
            int middle = label.x() + Label.width(label.text(), size) / 2;
            if (label.x() > 0 && label.x() + Label.width(label.text(), size) < figure.width()) {
                assertThat(figure.marks())
                        .contains(new Box(middle - size / 2, bottom + 1, size, TICK * size, Palette.PALE_INK));
            }
        }
    }

    private static Box upright(int x, Label label, int size) {
        int middle = label.y() + ASCENT * size / 2;
        return new Box(x, middle - size / 2, TICK * size, size, Palette.PALE_INK);
    }

    private static Mark[] lines(int left, int right, int top, int bottom) {
        return new Mark[] {
            new Box(left - 1, top - 1, 1, bottom - top + 2, Palette.PALE_INK),
            new Box(right, top - 1, 1, bottom - top + 2, Palette.PALE_INK),
            new Box(left, top - 1, right - left, 1, Palette.PALE_INK),
            new Box(left, bottom, right - left, 1, Palette.PALE_INK)
        };
    }

    private static List<Label> labels(Figure figure, byte colour) {
        Stream<Label> labels =
                figure.marks().stream().filter(Label.class::isInstance).map(Label.class::cast);
        return labels.filter(label -> label.colour() == colour).toList();
    }

    private static int widest(List<Label> labels, String unit, int size) {
        return Stream.concat(Stream.of(unit), labels.stream().map(Label::text))
                .mapToInt(text -> Label.width(text, size))
                .max()
                .orElseThrow();
    }
}
