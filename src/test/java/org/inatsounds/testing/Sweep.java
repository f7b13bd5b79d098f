package org.inatsounds.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much of a sweep, a long list of cases of one kind, a run makes: a third, drawn anew in every run, which finds what is
 * wrong in many cases at once. {@code -Dinatsounds.test.sweeps=whole} makes all of it, as {@code .ci/run} does.
 */
public final class Sweep {

    private static final int SHARE = 3;
    private static final boolean WHOLE = "whole".equals(System.getProperty("inatsounds.test.sweeps"));

    private Sweep() {}

    /** A third of the cases in their order, or all. The name of a test tells which one failed. */
    public static <T> Stream<T> of(Stream<T> cases) {
        if (WHOLE) {
            return cases;
        }
        List<T> all = cases.toList();
        List<Integer> drawn =
                new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
        Collections.shuffle(drawn);
        return drawn.subList(0, of(all.size())).stream().sorted().map(all::get);
    }

    /** A third of a number of cases, rounded up, or all. */
    public static int of(int cases) {
        return WHOLE ? cases : (cases + SHARE - 1) / SHARE;
    }

    /** What makes sweeps as long as in this run, for a command line. */
    static String again() {
        return WHOLE ? " -Dinatsounds.test.sweeps=whole" : "";
    }
}
