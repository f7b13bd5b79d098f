package org.inatsounds.report;

import org.jspecify.annotations.Nullable;

/**
 * A column of a list.
 *
 * @param <T> what a row is about
 * @param name what users call it; also the key in JSON
 * @param isNumber whether it stands to the right
 * @param value what a row has there: a String, Integer, Double or Boolean; null, NaN or empty where there is nothing
 */
public record Column<T>(String name, boolean isNumber, Value<T> value) {

    /** Takes a value from what a row is about. */
    @FunctionalInterface
    public interface Value<T> {
        /** The value, or null. */
        @Nullable
        Object of(T row);
    }

    static <T> Column<T> text(String name, Value<T> value) {
        return new Column<>(name, false, value);
    }

    static <T> Column<T> number(String name, Value<T> value) {
        return new Column<>(name, true, value);
    }
}
