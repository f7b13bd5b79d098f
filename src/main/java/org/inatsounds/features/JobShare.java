package org.inatsounds.features;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One of several jobs that share a batch: the value of {@code --shard i/n}. Which job a recording falls to depends on its key
 * alone, so every recording is in exactly one, whatever else is in the batch and on whichever machine.
 *
 * @param number of the job, 1 to {@code of}
 * @param of how many jobs there are
 */
public record JobShare(int number, int of) {

    // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** All of so many jobs. */
    public static List<JobShare> all(int of) {
        return IntStream.rangeClosed(1, of)
                .mapToObj(number -> new JobShare(number, of))
                .toList();
    }

    public boolean has(String key) {
        return Long.remainderUnsigned(hash(key), of) == number - 1;
    }

    /** An order of keys: of two seeds, two that have nothing to do with each other. The same on every machine, and for ever. */
    public static long hash(String key, long seed) {
        return mixed(hash(key) + 0x9e3779b97f4a7c15L * seed);
    }

    /** FNV-1a of the bytes, whose low bits are then mixed (the finaliser of SplitMix64): names differ in few bytes. */
    private static long hash(String key) {
        long hash = FNV_OFFSET;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return mixed(hash);
    }

    private static long mixed(long bits) {
        long hash = bits;
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }

    /** For file names, for example {@code 03of16}. */
    public String label() {
        return String.format(Locale.ROOT, "%0" + String.valueOf(of).length() + "dof%d", number, of);
    }
}
