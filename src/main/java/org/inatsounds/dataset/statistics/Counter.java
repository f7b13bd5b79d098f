package org.inatsounds.dataset.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts how often things occur. */
final class Counter<K extends Comparable<? super K>> {

    private final Map<K, int[]> counts = new HashMap<>();

    void add(K key) {
        add(key, 1);
    }

    void addAll(Counter<K> other) {
        other.counts.forEach((key, count) -> add(key, count[0]));
    }

    private void add(K key, int more) {
        counts.computeIfAbsent(key, any -> new int[1])[0] += more;
    }

    int size() {
        return counts.size();
    }

    /** The things that occur most often, those that occur as often by their own order. */
    List<K> most(int limit) {
        // One pass, as there are tens of thousands and few are wanted.
        List<K> most = new ArrayList<>(limit + 1);
        for (K key : counts.keySet()) {
            if (most.size() < limit || isBefore(key, most.get(limit - 1))) {
                int place = most.size();
                while (place > 0 && isBefore(key, most.get(place - 1))) {
                    place--;
                }
                most.add(place, key);
                if (most.size() > limit) {
                    most.remove(limit);
                }
            }
        }
        return List.copyOf(most);
    }

    private boolean isBefore(K a, K b) {
        int more = of(a) - of(b);
        return more > 0 || (more == 0 && a.compareTo(b) < 0);
    }

    int of(K key) {
        int[] count = counts.get(key);
        return count == null ? 0 : count[0];
    }
}
