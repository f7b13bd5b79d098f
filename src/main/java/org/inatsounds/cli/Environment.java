package org.inatsounds.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables. Everything that reads one reads it here, so that a test can bring its own. */
@FunctionalInterface
interface Environment {

    /** The value of a variable, or {@code null} where it is not set. */
    @Nullable
    String get(String name);

    /** Whether a variable is set to something; an empty value counts as not set, as in NO_COLOR's own rules. */
    default boolean has(String name) {
        String value = get(name);
        return value != null && !value.isEmpty();
    }

    static Environment ofProcess() {
        return System::getenv;
    }

    static Environment of(Map<String, String> variables) {
        return Map.copyOf(variables)::get;
    }
}
