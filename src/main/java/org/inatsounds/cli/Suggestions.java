package org.inatsounds.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names nearest to one that nothing is called. */
final class Suggestions {

    private Suggestions() {}

    /** At most two names, the nearest first; none where nothing is near: a third of the characters may be wrong. */
    static List<String> nearest(String wrong, Collection<String> names) {
        String lower = wrong.toLowerCase(Locale.ROOT);
        int allowed = lower.length() / 3;
        return names.stream()
                .filter(name -> near(lower, name.toLowerCase(Locale.ROOT), allowed))
                .sorted(Comparator.comparingInt((String name) -> distance(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(2)
                .toList();
    }

    /** The question that follows a message, or nothing. */
    static String question(String wrong, Collection<String> names) {
        List<String> nearest = nearest(wrong, names);
        return nearest.isEmpty() ? "" : "; did you mean '" + String.join("' or '", nearest) + "'?";
    }

    private static boolean near(String wrong, String name, int allowed) {
        boolean begun = wrong.length() >= 4 && name.startsWith(wrong);
        return begun || distance(wrong, name) <= allowed;
    }

    /** Letters to insert, delete, replace, or swap with their neighbour (optimal string alignment). */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
