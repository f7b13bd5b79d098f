package org.inatsounds.dataset.filter;

import org.inatsounds.internal.StableHash;

/** An order of names that looks random, and is the same for one seed on every machine. */
final class SeededOrder {

    private SeededOrder() {}

    /** The place of a name: by its hash and the seed. */
    static long rank(String name, long seed) {
        return StableHash.mixed(StableHash.of(name) + (seed + 1) * StableHash.GOLDEN);
    }
}
