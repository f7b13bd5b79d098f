package org.inatsounds.evaluation;

/**
 * Counts how many recordings score exactly at each threshold of a class, and how many between it and the next one. Each
 * thread counts for itself; whole numbers add up to the same sum in any order.
 */
final class ScoreCounts implements RowSink {

    private final ThresholdGrid grid;
    private final double[] values;

    /** Two a threshold: how many scores equal it, and how many lie above it and below the next one of the class. */
    private final int[] counts;

    ScoreCounts(Thresholds thresholds, ThresholdGrid grid) {
        this.grid = grid;
        this.values = thresholds.values();
        this.counts = new int[2 * values.length];
    }

    @Override
    public void row(int recording, double[] scores) {
        for (int c = 0; c < scores.length; c++) {
            double score = scores[c];
            int index = grid.find(c, score);
            if (index != ThresholdGrid.BELOW) {
                counts[2 * index + (score > values[index] ? 1 : 0)]++;
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
