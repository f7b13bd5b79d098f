package org.inatsounds.evaluation.predictions;

import java.util.Arrays;
import java.util.List;

/** The recordings without a row, and what becomes of them. */
public final class MissingRows {

    private final int[] scored;
    private final int[] counted;
    private final List<Integer> missing;
    private final Missing rule;

    /**
     * Applies a rule.
     *
     * @param classOf the true class of each recording
     * @param missing those without a row
     */
    public MissingRows(int[] classOf, List<Integer> missing, Missing rule) {
        this.scored = classOf.clone();
        for (int recording : missing) {
            scored[recording] = ClassColumns.NONE;
        }
        this.counted = rule == Missing.SKIP ? scored : classOf;
        this.missing = List.copyOf(missing);
        this.rule = rule;
    }

    /** The true class of each recording that has a row; -1 for the others. Not a copy: for reading only. */
    public int[] scored() {
        return scored;
    }

    /** The true class of each recording that counts; -1 for the others. Not a copy: for reading only. */
    public int[] counted() {
        return counted;
    }

    /** How many have no row. */
    public int count() {
        return missing.size();
    }

    /** The recordings that count without having a row. */
    public List<Integer> worst() {
        return rule == Missing.SKIP ? List.of() : missing;
    }

    /** The recordings that do not count. */
    public List<Integer> leftOut() {
        return rule == Missing.SKIP ? missing : List.of();
    }

    /** What became of them, for people. */
    public String description() {
        return missing.size() + " of " + all() + " had no row and were "
                + (rule == Missing.SKIP
                        ? "left out"
                        : "scored below all others: this is not a lower bound, since map can rise when recordings no longer"
                                + " compete with those of other classes");
    }

    private long all() {
        return Arrays.stream(scored).filter(c -> c >= 0).count() + missing.size();
    }
}
