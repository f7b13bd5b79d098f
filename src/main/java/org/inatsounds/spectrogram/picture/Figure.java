package org.inatsounds.spectrogram.picture;

import java.util.ArrayList;
import java.util.List;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.picture.Mark.Box;
import org.inatsounds.spectrogram.picture.Mark.ColourBar;
import org.inatsounds.spectrogram.picture.Mark.Label;

/**
 * A picture's layout: where the spectrogram is, and what is drawn around it. All in pixels.
 *
 * @param left columns to the left of the plot
 * @param top rows above the plot
 */
record Figure(int width, int height, int left, int top, Plot plot, Palette palette, List<Mark> marks) {

    /** Nothing but the spectrogram. */
    static Figure bare(Plot plot) {
        return new Figure(plot.width(), plot.height(), 0, 0, plot, Palette.LEVELS_ONLY, List.of());
    }

    /** With axes of frequency, time and loudness, and a title. */
    static Figure withAxes(Plot plot, Preset preset, Levels levels, String title) {
        return new Layout(plot, preset, levels).figure(title);
    }

    /** Collects the marks. */
    private static final class Layout {

        /** A plot of at least this size has large letters. */
        private static final int LARGE_WIDTH = 400;

        private static final int LARGE_HEIGHT = 200;

        // In pixels of a small letter.
        private static final int EDGE = 6;
        private static final int TICK = 3;
        private static final int SPACE = 3;
        private static final int BAR_GAP = 9;
        private static final int BAR_WIDTH = 8;
        private static final int LINE_GAP = 6;
        private static final int LABEL_GAP = 20;

        private final Plot plot;
        private final int size;
        private final int ascent;
        private final int left;
        private final int top;
        private final int barLeft;
        private final int width;
        private final int height;
        private final List<Tick> hertz;
        private final List<Tick> decibels;
        private final List<Tick> time;
        private final List<Mark> marks = new ArrayList<>();

        Layout(Plot plot, Preset preset, Levels levels) {
            this.plot = plot;
            size = plot.width() >= LARGE_WIDTH && plot.height() >= LARGE_HEIGHT ? 2 : 1;
            ascent = Glyphs.ASCENT * size;
            double lineGap = ascent + LINE_GAP * size;
            hertz = Axes.frequency(preset.mel(), plot.height(), TICK * size / 2.0, lineGap);
            decibels = Axes.decibels(levels.low(), levels.high(), plot.height(), 2 * lineGap);
            time = new TimeAxis(preset, plot.frameWidth(), plot.width())
                    .ticks(TICK * size / 2.0, label -> Label.width(label, size) + LABEL_GAP * size);

            int outside = (EDGE + TICK + SPACE) * size;
            left = widest(hertz, "kHz") + outside;
            top = 2 * EDGE * size + ascent;
            barLeft = left + plot.width() + BAR_GAP * size;
            width = barLeft + BAR_WIDTH * size + widest(decibels, "dB") + outside;
            height = top + plot.height() + outside + ascent;
        }

        Figure figure(String title) {
            int bottom = top + plot.height();
            frame(left, plot.width());
            for (Tick tick : hertz) {
                int y = row(tick);
                marks.add(new Box(left - TICK * size - 1, y - size / 2, TICK * size, size, Palette.PALE_INK));
                int x = left - (TICK + SPACE) * size - Label.width(tick.label(), size);
                marks.add(new Label(tick.label(), x, y - ascent / 2, size, Palette.INK));
            }
            for (Tick tick : time) {
                int x = left + Math.min((int) tick.at(), plot.width() - 1);
                marks.add(new Box(x - size / 2, bottom + 1, size, TICK * size, Palette.PALE_INK));
                label(tick.label(), x, bottom + (TICK + SPACE) * size);
            }
            int barRight = barLeft + BAR_WIDTH * size;
            frame(barLeft, BAR_WIDTH * size);
            marks.add(new ColourBar(barLeft, top, BAR_WIDTH * size, plot.height(), Palette.WITH_AXES));
            for (Tick tick : decibels) {
                int y = row(tick);
                marks.add(new Box(barRight + 1, y - size / 2, TICK * size, size, Palette.PALE_INK));
                marks.add(new Label(tick.label(), barRight + (TICK + SPACE) * size, y - ascent / 2, size, Palette.INK));
            }
            header(title, barLeft);
            return new Figure(width, height, left, top, plot, Palette.WITH_AXES, List.copyOf(marks));
        }

        /** The line above the plot: units over their axes, and the title. */
        private void header(String title, int unitLeft) {
            int y = EDGE * size;
            int x = left - (TICK + SPACE) * size - Label.width("kHz", size);
            marks.add(new Label("kHz", x, y, size, Palette.PALE_INK));
            marks.add(new Label("dB", unitLeft, y, size, Palette.PALE_INK));
            String shown = Label.shortened(Label.drawable(title), size, plot.width());
            marks.add(new Label(shown, left, y, size, Palette.INK));
        }

        /** A line around something that is as high as the plot, which is painted over all but its edge. */
        private void frame(int x, int inner) {
            for (int edge : new int[] {x - 1, x + inner}) {
                marks.add(new Box(edge, top - 1, 1, plot.height() + 2, Palette.PALE_INK));
            }
            for (int edge : new int[] {top - 1, top + plot.height()}) {
                marks.add(new Box(x, edge, inner, 1, Palette.PALE_INK));
            }
        }

        /** A label under its tick, moved where it would leave the picture. */
        private void label(String text, int middle, int y) {
            int labelWidth = Label.width(text, size);
            int x = Math.max(0, Math.min(middle - labelWidth / 2, width - labelWidth));
            marks.add(new Label(text, x, y, size, Palette.INK));
        }

        /** The row of the picture in which a tick of an upright axis is. */
        private int row(Tick tick) {
            return top + plot.height() - 1 - Math.min((int) tick.at(), plot.height() - 1);
        }

        private int widest(List<Tick> ticks, String unit) {
            int widest = Label.width(unit, size);
            for (Tick tick : ticks) {
                widest = Math.max(widest, Label.width(tick.label(), size));
            }
            return widest;
        }
    }
}
