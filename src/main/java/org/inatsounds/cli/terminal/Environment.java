package org.inatsounds.cli.terminal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables. Everything that reads one reads it here, so that a test can bring its own. */
@FunctionalInterface
public interface Environment {

    /** The value of a variable, or {@code null} where it is not set. */
    @Nullable
    String get(String name);

    /** Whether a variable is set to something; an empty value counts as not set, as in NO_COLOR's own rules. */
    default boolean has(String name) {
        String value = get(name);
        return value != null && !value.isEmpty();
    }

    /**
     * The user's home; {@code null} where there is none. {@code HOME} is what shells and the rules of freedesktop.org go by; the
     * JVM asks the list of users instead.
     */
    default @Nullable String home() {
        String home = !Colour.isWindows() && has("HOME") ? get("HOME") : System.getProperty("user.home");
        // The JVM's home of a user without one is a question mark.
        return home == null || home.isEmpty() || home.equals("?") ? null : home;
    }

    /** A path, with the home folder for a leading {@code ~/}. */
    default String inHome(String path) {
        String home = home();
        return home != null && (path.equals("~") || path.startsWith("~/")) ? home + path.substring(1) : path;
    }

    static Environment ofProcess() {
        return System::getenv;
    }

    static Environment of(Map<String, String> variables) {
        return Map.copyOf(variables)::get;
    }
}
