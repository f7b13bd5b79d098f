package org.inatsounds.evaluation;

import java.util.Arrays;

/**
 * How often each recording was drawn, in many resamples at once: a resample is a lane. A count is a byte, eight counts are a
 * {@code long}, and a recording's counts fill one line of the cache: adding two such rows is eight additions, for as long as
 * no sum exceeds a byte.
 */
final class DrawnCounts {

    /** Resamples at once. */
    static final int LANES = 64;

    /** Numbers of eight lanes each that a recording has. */
    private static final int WORDS = LANES / Long.BYTES;

    private static final int MOST = 255;

    private final long[] words;

    /** How many rows can be added before a sum may exceed a byte. */
    private int safe = MOST;

    DrawnCounts(int recordings) {
        this.words = new long[recordings * WORDS];
    }

    /** Forgets all draws. */
    void clear() {
        Arrays.fill(words, 0);
        safe = MOST;
    }

    /** Counts a draw. Threads may count those of different recordings. */
    void count(int recording, int lane) {
        int at = recording * WORDS + lane / Long.BYTES;
        words[at] += 1L << (lane * Byte.SIZE);
        if ((words[at] >>> (lane * Byte.SIZE) & MOST) == 0) {
            // Of a class of any size, one recording in e^1170 resamples.
            throw new IllegalStateException("a recording was drawn " + (MOST + 1) + " times");
        }
    }

    /** To be called when all draws are counted. */
    void counted() {
        int highest = 1;
        for (long word : words) {
            for (long rest = word; rest != 0; rest >>>= Byte.SIZE) {
                highest = Math.max(highest, (int) (rest & MOST));
            }
        }
        safe = MOST / highest;
    }

    /** Adds the counts of one recording to a sum a lane. */
    void add(int recording, int[] sums) {
        int at = recording * WORDS;
        for (int word = 0; word < WORDS; word++) {
            spread(words[at + word], sums, word * Long.BYTES);
        }
    }

    /**
     * Adds the counts of many recordings to a sum a lane.
     *
     * @param recordings a list of them, of which those from {@code from} to below {@code to} count
     */
    void add(int[] recordings, int from, int to, int[] sums) {
        long[] w = words;
        for (int i = from; i < to; ) {
            int end = Math.min(to, i + safe);
            long a = 0;
            long b = 0;
            long c = 0;
            long d = 0;
            long e = 0;
            long f = 0;
            long g = 0;
            long h = 0;
            for (; i < end; i++) {
                int at = recordings[i] * WORDS;
                a += w[at];
                b += w[at + 1];
                c += w[at + 2];
                d += w[at + 3];
                e += w[at + 4];
                f += w[at + 5];
                g += w[at + 6];
                h += w[at + 7];
            }
            spread(a, sums, 0);
            spread(b, sums, 8);
            spread(c, sums, 16);
            spread(d, sums, 24);
            spread(e, sums, 32);
            spread(f, sums, 40);
            spread(g, sums, 48);
            spread(h, sums, 56);
        }
    }

    private static void spread(long word, int[] sums, int lane) {
        for (int i = 0; i < Long.BYTES; i++) {
            sums[lane + i] += (int) (word >>> (i * Byte.SIZE) & MOST);
        }
    }
}
