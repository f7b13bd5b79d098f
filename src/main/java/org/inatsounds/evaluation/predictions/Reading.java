package org.inatsounds.evaluation.predictions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * @param prior which classes are allowed where; null for all everywhere
 * @param gaps whether classes may have no column, and numbers may be missing: they are NaN then
 */
public record Reading(
        @Nullable Layout layout,
        Predictions.Order order,
        Activation activation,
        @Nullable Pool pool,
        Missing missing,
        Set<String> ignored,
        @Nullable Prior prior,
        boolean gaps) {

    /** Of scores, none of which may be missing. */
    public Reading(
            @Nullable Layout layout,
            Predictions.Order order,
            Activation activation,
            @Nullable Pool pool,
            Missing missing,
            Set<String> ignored,
            @Nullable Prior prior) {
        this(layout, order, activation, pool, missing, ignored, prior, false);
    }

    /** With no column ignored. */
    public Reading(
            @Nullable Layout layout,
            Predictions.Order order,
            Activation activation,
            @Nullable Pool pool,
            Missing missing) {
        this(layout, order, activation, pool, missing, Set.of(), null);
    }

    /** Brings names into one spelling. */
    public Reading {
        ignored = ignored.stream().map(CanonicalName::key).collect(Collectors.toUnmodifiableSet());
    }

    /** As most files are: one row a recording, with the scores in it. */
    public static final Reading PLAIN = of(Predictions.Order.BY_ANNOTATIONS);

    /** Like {@link #PLAIN}, with an order. */
    public static Reading of(Predictions.Order order) {
        return new Reading(null, order, Activation.NONE, null, Missing.ERROR);
    }

    /** The same, in another order. */
    Reading in(Predictions.Order another) {
        return new Reading(layout, another, activation, pool, missing, ignored, prior, gaps);
    }

    /** Of numbers that are no scores, and of which some may be missing. */
    static Reading ofNumbers(Predictions.Order order, Set<String> ignored) {
        return new Reading(null, order, Activation.NONE, null, Missing.SKIP, ignored, null, true);
    }

    /** The same on each scale of the dataset's authors; where there is a prior, without and then with it. */
    List<Reading> scales() {
        List<Reading> scales = new ArrayList<>();
        for (Prior where : prior == null ? Arrays.asList((Prior) null) : Arrays.asList(null, prior)) {
            for (Pool pooled : List.of(Pool.MEAN, Pool.MAX, Pool.WINDOW)) {
                scales.add(on(pooled, where));
            }
        }
        return scales;
    }

    /** The same for another scale. */
    public Reading on(@Nullable Pool scale, @Nullable Prior where) {
        return new Reading(layout, order, activation, scale, missing, ignored, where, gaps);
    }

    /** Whether a field stands for a number that is missing. */
    boolean isGap(String field) {
        return gaps && (field.isBlank() || field.strip().equalsIgnoreCase("nan"));
    }

    /** Whether a column is not to be looked at. */
    boolean ignores(String heading) {
        return !ignored.isEmpty() && ignored.contains(CanonicalName.key(heading));
    }

    /** Whether the rows of the file are the scores as they stand. */
    boolean asItStands() {
        return activation == Activation.NONE && pool == null && prior == null;
    }

    /**
     * Who is told of the work that reading begins with.
     *
     * @param notice takes a sentence on what is done that costs time and disk
     * @param progress of that work
     * @param threads how many may do it
     */
    public record Watch(Consumer<String> notice, Progress progress, int threads) {

        /** Of work of one thread. */
        public Watch(Consumer<String> notice, Progress progress) {
            this(notice, progress, 1);
        }

        /** Tells nobody. */
        public static final Watch NONE = new Watch(notice -> {}, Progress.NONE);
    }
}
