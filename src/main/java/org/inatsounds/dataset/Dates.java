package org.inatsounds.dataset;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.inatsounds.UsageException;

/** Dates as annotations have them, {@code yyyy-MM-dd} and perhaps a time after it, against days, months or years. */
final class Dates {

    private static final Pattern FORM = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");
    private static final int YEAR_LENGTH = 4;
    private static final int MONTH_END = 7;
    private static final int DAY_LENGTH = 10;
    private static final String FIRST = "0000-01-01";

    private Dates() {}

    /** @throws UsageException if a bound is neither empty nor a day, month or year */
    static void check(String option, String bound) {
        if (bound.isEmpty()) {
            return;
        }
        try {
            if (FORM.matcher(bound).matches()) {
                LocalDate.parse(bound + FIRST.substring(bound.length()));
                return;
            }
        } catch (DateTimeException e) {
            throw new UsageException(option + ": expected a day that there is, got '" + bound + "'", e);
        }
        throw new UsageException(option + ": expected yyyy, yyyy-MM or yyyy-MM-dd, got '" + bound + "'");
    }

    /**
     * Year and month as one number, for example 202105 for {@code 2021-05-31 10:00}; -1 for what is no date, or in no month
     * that there is.
     */
    static int month(String date) {
        int month = 0;
        for (int i = 0; i < DAY_LENGTH; i++) {
            char c = i < date.length() ? date.charAt(i) : ' ';
            boolean dash = i == YEAR_LENGTH || i == MONTH_END;
            if (dash ? c != '-' : c < '0' || c > '9') {
                return -1;
            }
            month = dash || i > MONTH_END ? month : 10 * month + (c - '0');
        }
        return month % 100 >= 1 && month % 100 <= 12 ? month : -1;
    }

    /** Whether a date lies within; both bounds belong to it, a month or a year as a whole. No date lies within bounds. */
    static boolean isWithin(String date, String since, String until) {
        if (since.isEmpty() && until.isEmpty()) {
            return true;
        }
        if (!DAY.matcher(date).matches()) {
            return false;
        }
        String day = date.substring(0, DAY_LENGTH);
        return day.substring(0, since.length()).compareTo(since) >= 0
                && (until.isEmpty() || day.substring(0, until.length()).compareTo(until) <= 0);
    }
}
