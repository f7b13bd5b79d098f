package org.inatsounds.dataset.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inatsounds.dataset.Recording;

/** Sets a share of the recordings of each species aside: the same ones for one seed on every machine. */
public final class Holdout {

    private Holdout() {}

    /**
     * Chooses which recordings are set aside: of each species as many as the share makes of its number, rounded, but never
     * all of them.
     *
     * @param share above 0, below 1
     * @return their ids
     */
    public static Set<Integer> choose(Selection selection, double share, long seed) {
        Map<Integer, List<Recording>> species = new HashMap<>();
        for (Recording recording : selection.recordings()) {
            int category = selection.annotations().labelled()
                    ? selection.annotations().categoryOf(recording).id()
                    : 0;
            species.computeIfAbsent(category, id -> new ArrayList<>()).add(recording);
        }
        Set<Integer> aside = new HashSet<>();
        for (List<Recording> recordings : species.values()) {
            recordings.sort(Comparator.comparingLong((Recording each) -> SeededOrder.rank(each.fileName(), seed))
                    .thenComparing(Recording::fileName));
            int count = (int) Math.min(Math.round(recordings.size() * share), recordings.size() - 1L);
            recordings.subList(0, count).forEach(recording -> aside.add(recording.id()));
        }
        return aside;
    }
}
