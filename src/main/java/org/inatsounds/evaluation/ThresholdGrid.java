package org.inatsounds.evaluation;

/**
 * Finds between which thresholds of a class a score lies. Half of all scores lie below every threshold of their class, which
 * one comparison tells. For the others, each class has a grid of cells of equal width from its lowest to its highest
 * threshold, four a threshold; a cell knows where its thresholds begin, and most hold none or one.
 *
 * <p>Which cell a number falls into is a function that never decreases, so the search is exact whatever rounding does:
 * thresholds in lower cells are lower, those in the same cell are searched by halving.
 *
 * <p>Where all thresholds are positive, as with probabilities, which crowd near zero, the cells are of equal width on the
 * scale of their bits, which is close to a logarithm.
 */
final class ThresholdGrid {

    /** What {@link #find} says of a score below every threshold of its class. */
    static final int BELOW = -1;

    private static final int CELLS_PER_THRESHOLD = 4;

    private final Thresholds thresholds;
    private final double[] values;
    private final double[] lowest;
    private final boolean logarithmic;
    private final double[] origin;
    private final double[] scale;

    /** The first cell of each class. Each has one more in the end, so that every cell has a next. */
    private final int[] firstCell;

    /** The first threshold of each cell or, when it holds none, of the next that does. */
    private final int[] start;

    ThresholdGrid(Thresholds thresholds) {
        int classes = thresholds.classes();
        this.thresholds = thresholds;
        this.values = thresholds.values();
        this.lowest = new double[classes];
        this.origin = new double[classes];
        this.scale = new double[classes];
        this.firstCell = new int[classes + 1];
        boolean positive = true;
        for (int c = 0; c < classes; c++) {
            int count = thresholds.first(c + 1) - thresholds.first(c);
            // A class without thresholds, all of whose recordings are missing, has none that a score could reach.
            lowest[c] = count == 0 ? Double.NaN : values[thresholds.first(c)];
            positive &= count == 0 || lowest[c] > 0;
            firstCell[c + 1] = firstCell[c] + CELLS_PER_THRESHOLD * count + 1;
        }
        this.logarithmic = positive;
        this.start = new int[firstCell[classes]];
        for (int c = 0; c < classes; c++) {
            if (thresholds.first(c + 1) > thresholds.first(c)) {
                fill(c);
            }
        }
    }

    private void fill(int c) {
        int end = thresholds.first(c + 1);
        int cells = firstCell[c + 1] - firstCell[c] - 1;
        origin[c] = position(lowest[c]);
        double width = position(values[end - 1]) - origin[c];
        scale[c] = width > 0 ? (cells - 1) / width : 0;
        int threshold = thresholds.first(c);
        for (int cell = 0; cell < cells; cell++) {
            while (threshold < end && cell(c, values[threshold]) < firstCell[c] + cell) {
                threshold++;
            }
            start[firstCell[c] + cell] = threshold;
        }
        start[firstCell[c] + cells] = end;
    }

    private double position(double score) {
        return logarithmic ? Double.doubleToRawLongBits(score) : score;
    }

    /** The cell of a score that is not below the class's lowest threshold. */
    private int cell(int c, double score) {
        int first = firstCell[c];
        return first + Math.min((int) ((position(score) - origin[c]) * scale[c]), firstCell[c + 1] - first - 2);
    }

    /** The index of the last threshold of class {@code c} that is not above a score, or {@link #BELOW}. */
    int find(int c, double score) {
        if (!(score >= lowest[c])) {
            return BELOW;
        }
        int cell = cell(c, score);
        int low = start[cell] - 1;
        int high = start[cell + 1];
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= score) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
