package org.inatsounds.report.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Horizontal bars from zero, each with its name before it and its number behind it, and perhaps an interval or a mark. */
final class BarChart {

    private static final int WIDTH = 640;
    private static final int ROW = 26;
    private static final int BAR = 14;
    private static final int LABELS = 240;
    private static final int NUMBERS = 110;
    private static final double LETTER = 12.5;

    /**
     * A bar.
     *
     * @param value its length, from 0
     * @param text its number, as it is written
     * @param low where its interval begins; null without
     * @param high where its interval ends; null without
     * @param other another value that is marked, such as a baseline's; null without
     */
    record Bar(
            String name,
            double value,
            String text,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double other) {

        Bar(String name, double value, String text) {
            this(name, value, text, null, null, null);
        }
    }

    private BarChart() {}

    /**
     * Draws.
     *
     * @param end the value at the right end; above 0
     */
    static String draw(String label, double end, List<Bar> bars) {
        int longest = bars.stream().mapToInt(bar -> bar.name.length()).max().orElse(0);
        double left = Math.min(LABELS, longest * LETTER) + 14;
        double scale = (WIDTH - left - NUMBERS) / end;
        Svg svg = new Svg("chart bars", WIDTH, bars.size() * ROW + 4, label);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = i * ROW + 4;
            double middle = y + BAR / 2.0;
            svg.text("end", left - 8, middle + 4, shortened(bar.name));
            svg.bar("track", left, y, end * scale, BAR, "");
            svg.bar("bar", left, y, bar.value * scale, BAR, bar.name + ": " + bar.text);
            double right = bar.value;
            if (bar.low != null && bar.high != null) {
                svg.line("whisker", left + bar.low * scale, middle, left + bar.high * scale, middle);
                svg.line("whisker", left + bar.low * scale, middle - 4, left + bar.low * scale, middle + 4);
                svg.line("whisker", left + bar.high * scale, middle - 4, left + bar.high * scale, middle + 4);
                right = Math.max(right, bar.high);
            }
            if (bar.other != null) {
                svg.line("other", left + bar.other * scale, y - 3, left + bar.other * scale, y + BAR + 3);
                right = Math.max(right, bar.other);
            }
            svg.text("start", left + right * scale + 8, middle + 4, bar.text);
        }
        return svg.markup();
    }

    private static String shortened(String name) {
        int most = (int) (LABELS / LETTER);
        return name.length() <= most ? name : name.substring(0, most - 1) + "…";
    }
}
