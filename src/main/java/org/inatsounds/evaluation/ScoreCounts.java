package org.inatsounds.evaluation;

import org.inatsounds.evaluation.predictions.RowSink;
import org.jspecify.annotations.Nullable;

/**
 * Counts how many recordings score exactly at each threshold of a class, and how many between it and the next one. Each
 * thread counts for itself; whole numbers add up to the same sum in any order.
 */
final class ScoreCounts implements RowSink {

    private final ThresholdGrid grid;
    private final double[] values;

    /** Two a threshold: how many scores equal it, and how many lie above it and below the next one of the class. */
    private final int[] counts;

    private final @Nullable Places places;

    /**
     * Counts nothing yet.
     *
     * @param places where to note what was counted where; null when nobody wants to know
     */
    ScoreCounts(Thresholds thresholds, ThresholdGrid grid, @Nullable Places places) {
        this.grid = grid;
        this.values = thresholds.values();
        this.counts = new int[2 * values.length];
        this.places = places;
    }

    @Override
    public void row(int recording, double[] scores) {
        for (int c = 0; c < scores.length; c++) {
            double score = scores[c];
            int index = grid.find(c, score);
            if (index != ThresholdGrid.BELOW) {
                int cell = 2 * index + (score > values[index] ? 1 : 0);
                counts[cell]++;
                if (places != null) {
                    places.put(recording, c, cell);
                }
            }
        }
    }

    /** Adds what another thread counted. */
    void add(ScoreCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** Recordings that score exactly at a threshold. */
    int equal(int index) {
        return counts[2 * index];
    }

    /** Recordings that score above a threshold and below the next one of its class. */
    int above(int index) {
        return counts[2 * index + 1];
    }
}
