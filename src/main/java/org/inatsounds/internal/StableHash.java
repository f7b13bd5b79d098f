package org.inatsounds.internal;

import java.nio.charset.StandardCharsets;

/** Numbers that look random and are the same on every machine, and for ever: what is chosen by them stays chosen. */
public final class StableHash {

    /** What SplitMix64 adds at each step: 2^64 divided by the golden ratio. */
    public static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private StableHash() {}

    /**
     * FNV-1a of the UTF-8 bytes, 64 bits. Names that differ in few bytes have numbers that differ little: see {@link #mixed}.
     *
     * @see <a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV</a>
     */
    public static long of(String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /**
     * The finaliser of SplitMix64: every bit depends on every other.
     *
     * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood, Fast splittable pseudorandom number
     *     generators, OOPSLA 2014</a>
     */
    public static long mixed(long bits) {
        long hash = bits;
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
