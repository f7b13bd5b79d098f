package org.inatsounds.dataset;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Finds the position of an element by its id: a hash table with open addressing over two plain arrays, at most two
 * thirds full. It takes 12 to 24 bytes an element.
 */
final class IdIndex {

    /** What {@link #find} gives for an id that is not there. */
    static final int NONE = -1;

    private final int[] ids;
    private final int[] positions;
    private final int shift;

    /** Not to be known beforehand: a file can't have ids that all go to one place. Nothing depends on it but places. */
    private final int seed = new SplittableRandom().nextInt();

    /**
     * Makes an empty index.
     *
     * @param size how many ids it will hold at most
     */
    IdIndex(int size) {
        // Half as much again, and at least two places: a search ends at a free one.
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(size + size / 2));
        ids = new int[1 << bits];
        positions = new int[1 << bits];
        Arrays.fill(positions, NONE);
        shift = Integer.SIZE - bits;
    }

    /** Adds an id, unless it is there: then gives the position that it has, else {@link #NONE}. */
    int add(int id, int position) {
        int slot = slot(id);
        if (positions[slot] == NONE) {
            ids[slot] = id;
            positions[slot] = position;
            return NONE;
        }
        return positions[slot];
    }

    /** The position of an id, or {@link #NONE}. */
    int find(int id) {
        return positions[slot(id)];
    }

    /** Where the id is, or else where it would go. */
    private int slot(int id) {
        // As the finaliser of MurmurHash3 mixes.
        int hash = (id ^ seed) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        int slot = (hash ^ (hash >>> 16)) >>> shift;
        while (positions[slot] != NONE && ids[slot] != id) {
            slot = (slot + 1) & (ids.length - 1);
        }
        return slot;
    }
}
