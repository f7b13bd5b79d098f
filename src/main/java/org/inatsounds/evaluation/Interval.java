package org.inatsounds.evaluation;

/**
 * Between what a value lies with some confidence.
 *
 * @param low not above {@code high}
 */
public record Interval(double low, double high) {

    /** Whether it has no width: nothing was found that varies, which is not the same as certainty. */
    public boolean isPoint() {
        return low == high;
    }
}
