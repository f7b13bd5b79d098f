package org.inatsounds.evaluation;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.inatsounds.Progress;
import org.inatsounds.internal.CanonicalName;
import org.jspecify.annotations.Nullable;

/**
 * How a file of predictions is to be read.
 *
 * @param layout null when the content decides
 * @param order of the rows and columns of a {@code .npy}
 * @param activation what is made of the numbers of each row
 * @param pool how several rows of one recording become one; null when they are an error
 * @param missing what becomes of recordings without a row
 * @param ignored columns of a table that are not looked at, in one spelling
 */
public record Reading(
        @Nullable Layout layout,
        Predictions.Order order,
        Activation activation,
        @Nullable Pool pool,
        Missing missing,
        Set<String> ignored) {

    /** With no column ignored. */
    public Reading(
            @Nullable Layout layout,
            Predictions.Order order,
            Activation activation,
            @Nullable Pool pool,
            Missing missing) {
        this(layout, order, activation, pool, missing, Set.of());
    }

    /** Brings names into one spelling. */
    public Reading {
        ignored = ignored.stream().map(CanonicalName::key).collect(Collectors.toUnmodifiableSet());
    }

    /** As most files are: one row a recording, with the scores in it. */
    public static final Reading PLAIN = of(Predictions.Order.BY_ANNOTATIONS);

    /** Like {@link #PLAIN}, with an order. */
    static Reading of(Predictions.Order order) {
        return new Reading(null, order, Activation.NONE, null, Missing.ERROR);
    }

    /** The same, in another order. */
    Reading in(Predictions.Order another) {
        return new Reading(layout, another, activation, pool, missing, ignored);
    }

    /** Whether a column is not to be looked at. */
    boolean ignores(String heading) {
        return !ignored.isEmpty() && ignored.contains(CanonicalName.key(heading));
    }

    /** Whether the rows of the file are the scores as they stand. */
    boolean asItStands() {
        return activation == Activation.NONE && pool == null;
    }

    /**
     * Who is told of the work that reading begins with.
     *
     * @param notice takes a sentence on what is done that costs time and disk
     * @param progress of that work
     */
    public record Watch(Consumer<String> notice, Progress progress) {

        /** Tells nobody. */
        public static final Watch NONE = new Watch(notice -> {}, Progress.NONE);
    }
}
