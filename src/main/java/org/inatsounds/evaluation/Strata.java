package org.inatsounds.evaluation;

import org.inatsounds.internal.StableHash;

/** The recordings that count, by class, in the order of the annotations; and the drawing of as many from each class. */
final class Strata {

    private final int[] members;
    private final int[] first;

    /**
     * Sorts recordings by class.
     *
     * @param classOf the class of each recording; negative for those that don't count
     * @param classes how many there are
     */
    Strata(int[] classOf, int classes) {
        this.first = new int[classes + 1];
        for (int c : classOf) {
            if (c >= 0) {
                first[c + 1]++;
            }
        }
        for (int c = 0; c < classes; c++) {
            first[c + 1] += first[c];
        }
        this.members = new int[first[classes]];
        int[] next = first.clone();
        for (int recording = 0; recording < classOf.length; recording++) {
            if (classOf[recording] >= 0) {
                members[next[classOf[recording]]++] = recording;
            }
        }
    }

    int classes() {
        return first.length - 1;
    }

    /** How many recordings a class has. */
    int size(int c) {
        return first[c + 1] - first[c];
    }

    /** How many recordings count. */
    int size() {
        return members.length;
    }

    /** A recording of a class, from 0. */
    int member(int c, int i) {
        return members[first[c] + i];
    }

    /**
     * Draws as many recordings of a class as it has, with replacement.
     *
     * @param resample which resample, from 0: each has draws of its own, and so has each class
     * @param counts counts the draws
     * @param lane of this resample
     */
    void draw(int c, long seed, int resample, DrawnCounts counts, int lane) {
        int size = size(c);
        long state = StableHash.mixed(
                StableHash.mixed(seed + StableHash.GOLDEN * (resample + 1)) + StableHash.GOLDEN * (c + 1));
        for (int i = 0; i < size; i++) {
            state += StableHash.GOLDEN;
            // The high half times the size: off from even by less than size in 2^32.
            int drawn = (int) (((StableHash.mixed(state) >>> 32) * size) >>> 32);
            counts.count(member(c, drawn), lane);
        }
    }
}
