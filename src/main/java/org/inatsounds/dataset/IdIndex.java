package org.inatsounds.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Finds the position of an element by its id. It takes 8 bytes an element. */
final class IdIndex {

    /** What {@link #find} gives for an id that is not there. */
    static final int NONE = -1;

    /** Ids in ascending order, each with its position in the lower half. */
    private final long[] sorted;

    /** @param ids of all elements, in their order */
    IdIndex(int[] ids) {
        sorted = IntStream.range(0, ids.length)
                .mapToLong(i -> (long) ids[i] << Integer.SIZE | i)
                .sorted()
                .toArray();
    }

    /** The position of the first element whose id is also that of one before it, or {@link #NONE}. */
    int repeated() {
        int first = NONE;
        for (int i = 1; i < sorted.length; i++) {
            boolean again = id(i) == id(i - 1);
            if (again && (first == NONE || (int) sorted[i] < first)) {
                first = (int) sorted[i];
            }
        }
        return first;
    }

    /** The position of an id, of the first element that has it; or {@link #NONE}. */
    int find(int id) {
        int at = Arrays.binarySearch(sorted, (long) id << Integer.SIZE);
        int from = at < 0 ? -at - 1 : at;
        return from < sorted.length && id(from) == id ? (int) sorted[from] : NONE;
    }

    private int id(int at) {
        return (int) (sorted[at] >> Integer.SIZE);
    }
}
