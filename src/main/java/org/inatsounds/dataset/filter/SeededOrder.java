package org.inatsounds.dataset.filter;

import java.nio.charset.StandardCharsets;

/** An order of names that looks random, and is the same for one seed on every machine. */
final class SeededOrder {

    // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private SeededOrder() {}

    /** The place of a name: FNV-1a of its UTF-8 bytes, then with the seed through the finaliser of SplitMix64. */
    static long rank(String name, long seed) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        hash += (seed + 1) * GOLDEN;
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
