package org.inatsounds.testing;

import java.util.function.Predicate;

/**
 * Which requests a rule of a {@link FaultyServer} is for. Conditions are joined by "and"; the count of {@link #nth},
 * {@link #first} and {@link #from} is over the requests that meet all the other conditions, in order of arrival, from when
 * the rule is given. Immutable: each method returns another.
 */
public final class Which {

    private final Predicate<Exchange> condition;
    private final int from;
    private final int to;

    private Which(Predicate<Exchange> condition, int from, int to) {
        this.condition = condition;
        this.from = from;
        this.to = to;
    }

    /** Every request. */
    public static Which every() {
        return new Which(request -> true, 1, Integer.MAX_VALUE);
    }

    /** {@code GET}s of any path. */
    public static Which get() {
        return every().where(request -> request.method().equals("GET"));
    }

    /** {@code GET}s of one path. */
    public static Which get(String path) {
        return get().path(path);
    }

    /** {@code HEAD}s of any path. */
    public static Which head() {
        return every().where(request -> request.method().equals("HEAD"));
    }

    /** {@code HEAD}s of one path. */
    public static Which head(String path) {
        return head().path(path);
    }

    /** {@code GET}s and {@code HEAD}s of one path. */
    public static Which any(String path) {
        return every().path(path);
    }

    private Which path(String path) {
        return where(request -> request.path().equals(path));
    }

    /** Those that ask for byte {@code offset} of the object: their range holds it, or they have none. */
    public Which covering(long offset) {
        return where(request -> request.covers(offset));
    }

    /** Those with a {@code Range} header. */
    public Which ranged() {
        return where(request -> request.range() != null);
    }

    /** Those of which {@code condition} is true. It sees the request; nothing was answered yet. */
    public Which where(Predicate<Exchange> condition) {
        return new Which(this.condition.and(condition), from, to);
    }

    /** Only the nth, from 1. */
    public Which nth(int n) {
        return between(n, n);
    }

    /** Only the first n. */
    public Which first(int n) {
        return between(1, n);
    }

    /** The nth, from 1, and all after it. */
    public Which from(int n) {
        return between(n, Integer.MAX_VALUE);
    }

    /** From the first-th to the last-th, from 1, both included. */
    public Which between(int first, int last) {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("requests are counted from 1, got " + first + " to " + last);
        }
        return new Which(condition, first, last);
    }

    boolean meets(Exchange request) {
        return condition.test(request);
    }

    boolean counts(int position) {
        return from <= position && position <= to;
    }
}
