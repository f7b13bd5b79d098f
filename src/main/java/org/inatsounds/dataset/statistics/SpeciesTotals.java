package org.inatsounds.dataset.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.Selection;

/**
 * A species with what there is of it.
 *
 * @param category the species
 * @param recordings how many, for each of the splits in their order
 * @param seconds of all whose duration is known
 */
public record SpeciesTotals(Category category, List<Integer> recordings, double seconds) {

    private static final class Sum {
        private final Category category;
        private final Integer[] recordings;
        private double seconds;

        Sum(Category category, int splits) {
            this.category = category;
            recordings = new Integer[splits];
            Arrays.fill(recordings, 0);
        }
    }

    /** How many recordings there are in all splits. */
    public int allRecordings() {
        return recordings.stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The species that have a recording, in order of id. Recordings without a label are left out.
     *
     * @param selections of one release: see {@link Selection#requireOneRelease}
     */
    public static List<SpeciesTotals> of(List<Selection> selections) {
        Map<Integer, Sum> sums = new TreeMap<>();
        for (int split = 0; split < selections.size(); split++) {
            Annotations annotations = selections.get(split).annotations();
            if (!annotations.labelled()) {
                continue;
            }
            for (Recording recording : selections.get(split).recordings()) {
                Category category = annotations.categoryOf(recording);
                Sum sum = sums.computeIfAbsent(category.id(), id -> new Sum(category, selections.size()));
                sum.recordings[split]++;
                sum.seconds += recording.isTimed() ? recording.duration() : 0;
            }
        }
        List<SpeciesTotals> totals = new ArrayList<>(sums.size());
        sums.values().forEach(sum -> totals.add(new SpeciesTotals(sum.category, List.of(sum.recordings), sum.seconds)));
        return List.copyOf(totals);
    }
}
