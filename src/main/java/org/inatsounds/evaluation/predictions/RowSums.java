package org.inatsounds.evaluation.predictions;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Sums of rows, of which means are made. The sum of finite scores may be beyond the greatest double while their mean is not: from
 * the row on where that happens, the sum of that recording and class is kept in units of 2<sup>32</sup>, more than there can be
 * rows. All other sums are what plain addition in the order of the rows gives.
 */
final class RowSums {

    private static final int SHIFT = 32;

    /** The classes of a recording whose sums are in units of 2^32. Most often there is none. */
    private final Map<Integer, BitSet> scaled = new HashMap<>();

    /** Adds the next row of a recording to the sum of those before. */
    void add(int recording, double[] sums, double[] row) {
        BitSet large = scaled.isEmpty() ? null : scaled.get(recording);
        for (int c = 0; c < sums.length; c++) {
            if (large != null && large.get(c)) {
                sums[c] += Math.scalb(row[c], -SHIFT);
                continue;
            }
            double sum = sums[c] + row[c];
            if (Double.isInfinite(sum) && !Double.isInfinite(sums[c]) && !Double.isInfinite(row[c])) {
                large = scaled.computeIfAbsent(recording, any -> new BitSet());
                large.set(c);
                sum = Math.scalb(sums[c], -SHIFT) + Math.scalb(row[c], -SHIFT);
            }
            sums[c] = sum;
        }
    }

    /** Makes means of the sums of a recording's rows. */
    void divide(int recording, double[] sums, int rows) {
        BitSet large = scaled.remove(recording);
        for (int c = 0; c < sums.length; c++) {
            double mean = sums[c] / rows;
            sums[c] = large != null && large.get(c) && !Double.isInfinite(mean) ? unscaled(mean) : mean;
        }
    }

    /** Rounding may have gone a step beyond the greatest number. */
    private static double unscaled(double mean) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, Math.scalb(mean, SHIFT)));
    }
}
