package org.inatsounds.model;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A number that tells where or when. Angles of sine and cosine are π·latitude/90 and π·longitude/180, as in SINR. */
enum Coordinate {
    /** In degrees, -90 to 90. */
    LATITUDE,
    /** In degrees, -180 to 180. */
    LONGITUDE,
    /** Of a year with 48 weeks, four a month, 1 to 48. */
    WEEK,
    SIN_LATITUDE,
    COS_LATITUDE,
    SIN_LONGITUDE,
    COS_LONGITUDE;

    private static final int WEEKS_A_MONTH = 4;
    private static final int DAYS_A_WEEK = 7;

    double of(double latitude, double longitude, int week) {
        return switch (this) {
            case LATITUDE -> latitude;
            case LONGITUDE -> longitude;
            case WEEK -> week;
            case SIN_LATITUDE -> Math.sin(Math.PI * latitude / 90);
            case COS_LATITUDE -> Math.cos(Math.PI * latitude / 90);
            case SIN_LONGITUDE -> Math.sin(Math.PI * longitude / 180);
            case COS_LONGITUDE -> Math.cos(Math.PI * longitude / 180);
        };
    }

    /** The week of a date: four a month, of which the last has what is left of it. */
    static int week(LocalDate date) {
        return WEEKS_A_MONTH * (date.getMonthValue() - 1)
                + Math.min(WEEKS_A_MONTH, (date.getDayOfMonth() - 1) / DAYS_A_WEEK + 1);
    }

    static Optional<Coordinate> named(String name) {
        return Stream.of(values()).filter(each -> each.toString().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
