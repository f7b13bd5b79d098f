package org.inatsounds.features;

import java.util.List;

/**
 * How far the spectrograms of one preset are the same as arrays that were there before.
 *
 * @param preset its name
 * @param recordings compared
 * @param compared pixels compared
 * @param different pixels that differ at all
 * @param share of those among the compared, 0 to 1
 * @param largest difference; not a number where one value is and the other is not
 * @param notComparable arrays that are missing, damaged, or of another shape or type
 * @param same whether all is within rounding
 */
public record ParityRow(
        String preset,
        long recordings,
        long compared,
        long different,
        double share,
        double largest,
        List<RecordingProblem> notComparable,
        boolean same) {}
