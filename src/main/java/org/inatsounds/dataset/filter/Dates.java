package org.inatsounds.dataset.filter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.Possible;

/** Dates as annotations have them, {@code yyyy-MM-dd} and perhaps a time after it, against days, months or years. */
final class Dates {

    private static final Pattern FORM = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");
    private static final int DAY_LENGTH = 10;
    private static final String FIRST = "0000-01-01";

    private Dates() {}

    /** @throws UsageException if a bound is neither empty nor a day, month or year */
    static void check(String setting, String bound) {
        if (bound.isEmpty()) {
            return;
        }
        try {
            if (FORM.matcher(bound).matches()) {
                LocalDate.parse(bound + FIRST.substring(bound.length()));
                return;
            }
        } catch (DateTimeException e) {
            throw new UsageException(setting, "expected a date that exists, got '" + bound + "'", e);
        }
        throw new UsageException(setting, "expected yyyy, yyyy-MM or yyyy-MM-dd, got '" + bound + "'");
    }

    /** @throws UsageException if no day lies within the bounds */
    static void checkOrder(String since, String until) {
        int both = Math.min(since.length(), until.length());
        if (since.substring(0, both).compareTo(until.substring(0, both)) > 0) {
            throw new UsageException("since", "expected at most --until, " + until + ", got " + since);
        }
    }

    /** Whether a date lies within; both bounds belong to it, a month or a year as a whole. No date lies within bounds. */
    static boolean isWithin(String date, String since, String until) {
        if (since.isEmpty() && until.isEmpty()) {
            return true;
        }
        if (Possible.month(date) < 0) {
            return false;
        }
        String day = date.substring(0, DAY_LENGTH);
        return day.substring(0, since.length()).compareTo(since) >= 0
                && (until.isEmpty() || day.substring(0, until.length()).compareTo(until) <= 0);
    }
}
