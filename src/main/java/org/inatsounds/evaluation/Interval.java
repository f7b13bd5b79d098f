package org.inatsounds.evaluation;

/**
 * Between what a value lies with some confidence.
 *
 * @param low not above {@code high}
 */
public record Interval(double low, double high) {}
