package org.inatsounds.evaluation.predictions;

import org.inatsounds.npy.NpyType;

/** What numbers of a file look like: their range, and whether they are rounded to two decimals. Of one thread. */
final class NumbersSeen {

    /** In place of a place: no number was NaN. */
    static final int NO_NAN = -1;

    /** How far a number of two decimals may be from it, relatively: as far as float32 and float16 round. */
    private static final double FLOAT = 0x1p-23;

    private static final double HALF = 0x1p-10;

    /** So many numbers have two decimals by no accident; fewer would not be worth a word. */
    private static final long TELLING = 100;

    private static final int HUNDRED = 100;
    private static final double ROUNDING = 0.001;
    private static final double COARSE = 0.1;

    private final double relative;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private boolean rounded = true;
    private long count;

    private NumbersSeen(double relative) {
        this.relative = relative;
    }

    /** None yet, of a text. */
    static NumbersSeen ofText() {
        return new NumbersSeen(FLOAT);
    }

    /** None yet, of a matrix. */
    static NumbersSeen of(NpyType type) {
        return new NumbersSeen(type == NpyType.FLOAT16 ? HALF : FLOAT);
    }

    /**
     * Looks at a row. Infinite numbers, which stand for what is masked, say nothing.
     *
     * @return the place of the first NaN, which says nothing either; {@link #NO_NAN} without one
     */
    int row(double[] row) {
        int nan = NO_NAN;
        for (int i = 0; i < row.length; i++) {
            // Nearly always so, in every reading of every file: what is rare is asked behind it.
            if (!(row[i] >= least && row[i] <= greatest)) {
                if (Double.isNaN(row[i])) {
                    nan = nan == NO_NAN ? i : nan;
                } else {
                    widen(row[i]);
                }
            }
        }
        count += row.length;
        // Most files are through with this at their first number.
        for (int i = 0; rounded && i < row.length; i++) {
            rounded = isRounded(row[i]);
        }
        return nan;
    }

    private void widen(double number) {
        if (!Double.isInfinite(number)) {
            least = Math.min(least, number);
            greatest = Math.max(greatest, number);
        }
    }

    private boolean isRounded(double number) {
        double hundreds = number * HUNDRED;
        double precision = Math.abs(hundreds) * relative;
        // What is coarser than hundredths by itself does not show whether it was rounded.
        return (Math.abs(hundreds - Math.rint(hundreds)) <= precision && precision < COARSE)
                || Double.isInfinite(number);
    }

    /** Adds what another one saw. */
    void add(NumbersSeen other) {
        least = Math.min(least, other.least);
        greatest = Math.max(greatest, other.greatest);
        rounded &= other.rounded;
        count += other.count;
    }

    /** Whether there was a number below 0, or above a limit, by more than sums of short floats are off. */
    boolean outside(double limit) {
        return least < -ROUNDING || greatest > limit + ROUNDING;
    }

    /** Whether no number had more than two decimals, and there were enough to say so. */
    boolean twoDecimals() {
        return rounded && count >= TELLING && greatest - least <= HUNDRED;
    }

    double least() {
        // Of 0 and -0 it is chance which one was seen first.
        return least + 0.0;
    }

    double greatest() {
        return greatest + 0.0;
    }
}
