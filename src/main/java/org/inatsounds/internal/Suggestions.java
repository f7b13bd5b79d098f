package org.inatsounds.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The names nearest to one that nothing is called. Case makes no difference.
 *
 * <p>Once two near ones are found, only nearer ones are looked for, and less of each table of distances is filled. For 300 wrong
 * names among the 16,714 of all species that is 4 s, and without it 15 s.
 */
public final class Suggestions {

    private static final int MOST_NAMES = 2;

    /** From here on the beginning of a name counts as near it, however long the rest is. */
    private static final int TELLING_LENGTH = 4;

    private static final int LONGEST = 1000;

    private record Near(String name, int distance) {

        static final Comparator<Near> NEAREST_FIRST =
                Comparator.comparingInt(Near::distance).thenComparing(Near::name);
    }

    private Suggestions() {}

    /**
     * At most two different names, the nearest first, then in alphabetical order; none where nothing is near: a third of
     * the characters may be wrong. The beginning of a name is near it.
     */
    public static List<String> nearest(String wrong, Collection<String> names) {
        return nearest(wrong, names, wrong.length() / 3);
    }

    /**
     * The same with a limit of one's own: for long names that are all alike.
     *
     * @param allowed how many characters may be wrong, 0 or more
     */
    public static List<String> nearest(String wrong, Collection<String> names, int allowed) {
        // No name is that long; what it would cost grows with the square.
        if (wrong.length() > LONGEST) {
            return List.of();
        }
        String lower = wrong.toLowerCase(Locale.ROOT);
        List<Near> best = new ArrayList<>();
        for (String name : names) {
            boolean full = best.size() == MOST_NAMES;
            int distance = near(lower, name.toLowerCase(Locale.ROOT), allowed, full ? best.get(1).distance : -1);
            if (distance >= 0) {
                keep(new Near(name, distance), best);
            }
        }
        return best.stream().map(Near::name).toList();
    }

    private static void keep(Near near, List<Near> best) {
        if (!best.contains(near)) {
            best.add(near);
            best.sort(Near.NEAREST_FIRST);
            if (best.size() > MOST_NAMES) {
                best.remove(MOST_NAMES);
            }
        }
    }

    /** The question that follows a message, or nothing. */
    public static String question(String wrong, Collection<String> names) {
        return question(nearest(wrong, names));
    }

    /** The question that follows a message, or nothing where there are no names. */
    public static String question(List<String> nearest) {
        return nearest.isEmpty() ? "" : "; did you mean '" + String.join("' or '", nearest) + "'?";
    }

    /**
     * The distance of a name that is near, else -1.
     *
     * @param worst the distance that counts as near at most, even of beginnings; -1 for any
     */
    private static int near(String wrong, String name, int allowed, int worst) {
        if (wrong.length() >= TELLING_LENGTH && name.startsWith(wrong)) {
            int distance = name.length() - wrong.length();
            return worst < 0 || distance <= worst ? distance : -1;
        }
        int most = worst < 0 ? allowed : Math.min(worst, allowed);
        if (Math.abs(wrong.length() - name.length()) > most) {
            return -1;
        }
        int distance = distance(wrong, name, most);
        return distance <= most ? distance : -1;
    }

    /**
     * Letters to insert, delete, replace, or swap with their neighbour (optimal string alignment), as far as that is no
     * more than {@code most}; any greater number where it is more.
     *
     * <p>Only the part of the table within {@code most} of its diagonal is filled: what is outside is more.
     */
    static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        Arrays.fill(beforeLast, most + 1);
        int leastBefore = 0;
        for (int i = 1; i <= a.length(); i++) {
            int from = Math.max(1, i - most);
            int to = Math.min(b.length(), i + most);
            row[from - 1] = from == 1 ? i : most + 1;
            int least = row[from - 1];
            for (int j = from; j <= to; j++) {
                // What is above the end of the row was outside of the one before.
                int above = j == i + most ? most + 1 : last[j];
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above, row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most && leastBefore >= most) {
                return most + 1;
            }
            leastBefore = least;
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
