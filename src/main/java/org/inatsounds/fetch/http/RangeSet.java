package org.inatsounds.fetch.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which bytes of a file are there: half-open ranges that never touch or overlap. Not thread-safe. */
public final class RangeSet {

    /** From {@code start} (inclusive) to {@code end} (exclusive), in bytes. */
    public record Range(long start, long end) {

        public long length() {
            return end - start;
        }
    }

    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    /** Adds a range; what is there already stays. */
    void add(long start, long end) {
        if (start >= end) {
            return;
        }
        long from = start;
        long to = end;
        Map.Entry<Long, Long> before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        Map.Entry<Long, Long> next = ranges.ceilingEntry(from);
        while (next != null && next.getKey() <= to) {
            to = Math.max(to, next.getValue());
            ranges.remove(next.getKey());
            next = ranges.ceilingEntry(from);
        }
        ranges.put(from, to);
    }

    /** How far the file is whole from its first byte on. */
    long prefix() {
        Map.Entry<Long, Long> first = ranges.firstEntry();
        return first == null || first.getKey() > 0 ? 0 : first.getValue();
    }

    public long total() {
        return ranges.entrySet().stream()
                .mapToLong(e -> e.getValue() - e.getKey())
                .sum();
    }

    List<Range> ranges() {
        return ranges.entrySet().stream()
                .map(e -> new Range(e.getKey(), e.getValue()))
                .toList();
    }

    /** What of the first {@code size} bytes is not there, in ascending order. */
    List<Range> missing(long size) {
        List<Range> missing = new ArrayList<>();
        long at = 0;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            if (range.getKey() > at) {
                missing.add(new Range(at, Math.min(range.getKey(), size)));
            }
            at = range.getValue();
        }
        if (at < size) {
            missing.add(new Range(at, size));
        }
        return missing;
    }
}
