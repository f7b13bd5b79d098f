package org.inatsounds.spectrogram.picture;

import java.util.Arrays;

/** A spectrogram as a grid of any size: each cell has the mean level of the area that it covers. */
final class Cells {

    private static final int CHUNK = 4096;

    private Cells() {}

    /**
     * Takes the means.
     *
     * @param width cells over time
     * @param height cells over frequency
     * @return {@code [height][width]} levels, 0 to 255; row 0 is the highest
     */
    static int[][] of(BandRows rows, Levels levels, int width, int height) {
        double[][] sums = new double[height][width];
        double[] row = new double[width];
        for (int band = 0; band < rows.bands(); band++) {
            sumBand(rows, levels, band, row);
            // In units in which a band is as long as there are cells, and a cell as there are bands: no rounding.
            long start = (long) band * height;
            for (long cell = start / rows.bands(); cell * rows.bands() < start + height; cell++) {
                long overlap = overlap(start, height, cell * rows.bands(), rows.bands());
                double[] sum = sums[height - 1 - (int) cell];
                for (int x = 0; x < width; x++) {
                    sum[x] += overlap * row[x];
                }
            }
        }
        double area = (double) rows.frames() * rows.bands();
        int[][] cells = new int[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                cells[y][x] = (int) Math.round(sums[y][x] / area);
            }
        }
        return cells;
    }

    /** Sums a band's levels over each cell, weighted by how much of the frame lies in it. */
    private static void sumBand(BandRows rows, Levels levels, int band, double[] sums) {
        int frames = rows.frames();
        int width = sums.length;
        float[] chunk = new float[Math.min(CHUNK, frames)];
        Arrays.fill(sums, 0);
        for (int from = 0; from < frames; from += chunk.length) {
            int to = from + Math.min(chunk.length, frames - from);
            rows.read(band, from, to, chunk);
            for (int frame = from; frame < to; frame++) {
                int level = levels.level(chunk[frame - from]);
                long start = (long) frame * width;
                for (long cell = start / frames; cell * frames < start + width; cell++) {
                    sums[(int) cell] += overlap(start, width, cell * frames, frames) * (double) level;
                }
            }
        }
    }

    private static long overlap(long startA, long lengthA, long startB, long lengthB) {
        return Math.min(startA + lengthA, startB + lengthB) - Math.max(startA, startB);
    }
}
