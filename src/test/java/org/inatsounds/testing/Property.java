package org.inatsounds.testing;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What holds for all values: a test draws some and checks them, so many times, as in
 * {@code Property.tries(200).check(draw -> ... draw.anInt(0, 3000) ...)}.
 *
 * <p>The first tries draw small values, the second half of them the whole ranges. Every other try is a combination of edge cases,
 * the ends of ranges first, until each of these was tried. Every run draws other values, unless it has a seed. A failure names its
 * seed and try: {@code -Dinatsounds.seed=SEED/TRY} makes this one try, {@code -Dinatsounds.seed=SEED} all.
 */
public record Property(int tries, @Nullable Long seed, boolean edgeCases) {

    /** Draws values, and throws where they break the property. */
    public interface Body {
        void test(Draw draw) throws Throwable;
    }

    public static Property tries(int tries) {
        return new Property(tries, null, true);
    }

    /** The same values in every run: for what may be off by rounding where values are unlucky. */
    public Property withSeed(long same) {
        return new Property(tries, same, edgeCases);
    }

    /** Ends of ranges no more often than other values: for tests in which they take long. */
    public Property withoutEdgeCases() {
        return new Property(tries, seed, false);
    }

    public void check(Body body) {
        String[] asked = System.getProperty("inatsounds.seed", "").split("/", 2);
        long own = seed != null ? seed : new SplittableRandom().nextInt(Integer.MAX_VALUE);
        long start = asked[0].isEmpty() ? own : Long.parseLong(asked[0]);
        int first = asked.length == 2 ? Integer.parseInt(asked[1]) : 1;
        boolean edgesLeft = edgeCases;
        for (int number = first; number <= (asked.length == 2 ? first : tries); number++) {
            if (edgesLeft && number % 2 == 1) {
                edgesLeft = attempt(start, number, number / 2, body);
            }
            if (!edgesLeft || number % 2 == 0) {
                attempt(start, number, Draw.NO_COMBINATION, body);
            }
        }
    }

    /** Returns whether this combination of edge cases was a new one. */
    private boolean attempt(long start, int number, long combination, Body body) {
        Draw draw = new Draw(start + number, Math.min(1, 2.0 * number / tries), edgeCases, combination);
        try {
            body.test(draw);
            return draw.combination == 0;
        } catch (TestAbortedException e) {
            throw e;
        } catch (Throwable e) {
            String again = "-Dinatsounds.seed=" + start + "/" + number + Sweep.again();
            String message = "Try " + number + " of " + tries + " fails (again with " + again + ") for these values: ";
            throw new AssertionError(message + draw + "\nbecause of " + e, e);
        }
    }
}
