package org.inatsounds.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A dot for each species: a count to the right, on a logarithmic scale, and a fraction upwards; and the medians of both. */
final class ScatterChart {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 66;
    private static final int RIGHT = 26;
    private static final int TOP = 12;
    private static final int BOTTOM = 44;

    /** How many bins a factor of ten has, in which medians are taken. */
    private static final int BINS = 4;

    /** A bin of fewer dots has no median that says anything. */
    private static final int LEAST = 5;

    /**
     * A dot.
     *
     * @param count at least 0; it stands at 1 more, for a logarithm has no zero
     * @param fraction in [0, 1]
     */
    record Dot(String name, int count, double fraction) {}

    private final List<Dot> dots;
    private final double decades;

    private ScatterChart(List<Dot> dots) {
        this.dots = dots;
        int most = dots.stream().mapToInt(Dot::count).max().orElse(1);
        this.decades = Math.log10(Math.max(10, most) + 1.0);
    }

    static String draw(String label, String across, String upwards, List<Dot> dots) {
        return new ScatterChart(dots).draw(label, across, upwards);
    }

    private String draw(String label, String across, String upwards) {
        Svg svg = new Svg("chart scatter", WIDTH, HEIGHT, label);
        for (int quarter = 0; quarter <= 4; quarter++) {
            double fraction = quarter / 4.0;
            svg.line("grid", LEFT, y(fraction), WIDTH - RIGHT, y(fraction));
            svg.text("end", LEFT - 6, y(fraction) + 4, Svg.number(fraction * 100) + " %");
        }
        for (int count = 1; Math.log10(count + 1.0) <= decades; count *= 10) {
            svg.line("grid", x(count), TOP, x(count), HEIGHT - BOTTOM);
            svg.text("middle", x(count), HEIGHT - BOTTOM + 16, String.format(Locale.ROOT, "%,d", count));
        }
        svg.text("middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, across);
        svg.text("start", LEFT + 6, TOP + 10, upwards);
        for (Dot dot : dots) {
            svg.dot(
                    "dot",
                    x(dot.count),
                    y(dot.fraction),
                    2.6,
                    dot.name + ": " + dot.count + ", " + Svg.number(dot.fraction * 100) + " %");
        }
        svg.path("median", medians());
        return svg.markup();
    }

    private String medians() {
        TreeMap<Integer, List<Dot>> bins = new TreeMap<>();
        for (Dot dot : dots) {
            bins.computeIfAbsent((int) (Math.log10(dot.count + 1.0) * BINS), bin -> new ArrayList<>())
                    .add(dot);
        }
        StringBuilder path = new StringBuilder();
        for (List<Dot> bin : bins.values()) {
            if (bin.size() >= LEAST) {
                double x = x(median(bin.stream().mapToDouble(Dot::count).toArray()));
                double y = y(median(bin.stream().mapToDouble(Dot::fraction).toArray()));
                path.append(path.length() == 0 ? 'M' : 'L').append(Svg.number(x));
                path.append(',').append(Svg.number(y));
            }
        }
        return path.toString();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    private double x(double count) {
        return LEFT + Math.log10(count + 1) / decades * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double fraction) {
        return HEIGHT - BOTTOM - fraction * (HEIGHT - BOTTOM - TOP);
    }
}
