package org.inatsounds.dataset;

import java.util.Locale;

/** The ranks of the taxonomy that every category has, from the widest to the narrowest. */
public enum Rank {
    KINGDOM(1),
    PHYLUM(2),
    CLASS(3),
    ORDER(4),
    FAMILY(5),
    GENUS(6),
    SPECIES(7);

    private final int depth;

    Rank(int depth) {
        this.depth = depth;
    }

    /** How many names lead down to this rank: 1 for the kingdom, 7 for the species. */
    public int depth() {
        return depth;
    }

    /** {@code kingdom}, {@code phylum}, {@code class}, {@code order}, {@code family}, {@code genus} or {@code species}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }
}
