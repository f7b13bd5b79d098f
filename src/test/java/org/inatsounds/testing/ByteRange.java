package org.inatsounds.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A single range of bytes, both ends included, as in RFC 9110, 14.1.2. {@code last < first} where it can't be satisfied. */
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The range that a {@code Range} header means for an object of {@code size} bytes; null where it has to be ignored. */
    static @Nullable ByteRange of(@Nullable String header, long size) {
        Matcher matcher = SINGLE.matcher(header == null ? "" : header.trim());
        if (!matcher.matches() || matcher.group().equals("bytes=-")) {
            return null;
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            return suffix == 0 ? new ByteRange(size, size - 1) : new ByteRange(Math.max(0, size - suffix), size - 1);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        return last < first ? null : new ByteRange(first, Math.min(last, size - 1));
    }

    static boolean covers(String header, long offset) {
        ByteRange range = of(header, Long.MAX_VALUE);
        return range == null || (range.first <= offset && offset <= range.last);
    }

    boolean satisfiable() {
        return first <= last;
    }

    long length() {
        return last - first + 1;
    }
}
