package org.inatsounds.internal;

import java.util.Locale;

/** Numbers for people: sizes with binary prefixes, counts with thousands separators, spans of time. */
public final class Quantity {

    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Quantity() {}

    /** For example {@code 0 B}, {@code 21.7 MiB}, {@code 133 GiB}: three digits, or four before the next prefix. */
    public static String bytes(long bytes) {
        int prefix = prefix(bytes);
        return scaled(bytes, prefix) + " " + BINARY[prefix];
    }

    /** For example {@code 34.2/80.1 GiB}: both with the prefix of the whole. */
    public static String bytesOf(long part, long whole) {
        int prefix = prefix(whole);
        return scaled(part, prefix) + "/" + scaled(whole, prefix) + " " + BINARY[prefix];
    }

    private static int prefix(long bytes) {
        int prefix = 0;
        double left = (double) bytes;
        // What would be rounded up to 1024 gets the next prefix.
        while (left >= 1023.5 && prefix < BINARY.length - 1) {
            left /= 1024;
            prefix++;
        }
        return prefix;
    }

    private static String scaled(long bytes, int prefix) {
        double value = (double) bytes / Math.pow(1024, prefix);
        int decimals = prefix == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** For example {@code 137,012}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Units a second, for example {@code 24,000} or, where that says more, {@code 0.3}. */
    public static String rate(double rate) {
        return rate < 9.95 ? String.format(Locale.ROOT, "%.1f", rate) : count(Math.round(rate));
    }

    /** As {@link #time}, but short spans with a decimal: {@code 9.3 s}. */
    public static String duration(double seconds) {
        return seconds < 59.95 ? String.format(Locale.ROOT, "%.1f s", seconds) : time(seconds);
    }

    /** For example {@code 9 s}, {@code 6:41}, {@code 1:06:41}, {@code 3 d 4 h}. */
    public static String time(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60);
        }
        if (s < 100 * 3600) {
            return String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
        }
        return s / 86400 + " d " + s / 3600 % 24 + " h";
    }
}
