package org.inatsounds.dataset;

import java.time.Month;
import java.time.Year;

/**
 * Which values can be those of a recording. Annotations hold what somebody typed or a program computed: durations of 1e300
 * seconds, the 30th of February, a latitude of 999. What can't be is not known, to everything that asks; this is the one place
 * that decides.
 */
public final class Possible {

    private static final double LONGEST_SECONDS = 366 * 86_400;
    private static final double POLE = 90;
    private static final double HALF_CIRCLE = 180;

    private static final int YEAR_LENGTH = 4;
    private static final int MONTH_END = 7;
    private static final int DAY_LENGTH = 10;

    private Possible() {}

    /** Whether a recording can take so long: known, not negative, and not above a year. */
    static boolean isDuration(double seconds) {
        return seconds >= 0 && seconds <= LONGEST_SECONDS;
    }

    /** Whether there is such a place on earth. */
    public static boolean isPlace(double latitude, double longitude) {
        return Math.abs(latitude) <= POLE && Math.abs(longitude) <= HALF_CIRCLE;
    }

    /**
     * Year and month as one number, for example 202105 for {@code 2021-05-31 10:00}; -1 for what is no date, or a day that
     * there is not.
     */
    public static int month(String date) {
        int number = 0;
        for (int i = 0; i < DAY_LENGTH; i++) {
            char c = i < date.length() ? date.charAt(i) : ' ';
            boolean dash = i == YEAR_LENGTH || i == MONTH_END;
            if (dash ? c != '-' : c < '0' || c > '9') {
                return -1;
            }
            number = dash ? number : 10 * number + (c - '0');
        }
        int day = number % 100;
        int month = number / 100 % 100;
        boolean inYear = month >= 1 && month <= 12;
        boolean ends = date.length() == DAY_LENGTH || !Character.isDigit(date.charAt(DAY_LENGTH));
        return inYear && ends && day >= 1 && day <= Month.of(month).length(Year.isLeap(number / 10_000))
                ? number / 100
                : -1;
    }
}
