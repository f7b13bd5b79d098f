package org.inatsounds.cli.terminal;

import java.util.Locale;

/**
 * When to write in colour: the values of {@code --color}.
 *
 * @see <a href="https://no-color.org">no-color.org</a>
 * @see <a href="https://bixense.com/clicolors/">CLICOLOR_FORCE</a>
 */
public enum Colour {
    AUTO,
    ALWAYS,
    NEVER;

    /** Whether a stream is coloured. {@code NO_COLOR} wins over {@code CLICOLOR_FORCE}. */
    boolean on(boolean terminal, Environment environment) {
        if (this != AUTO) {
            return this == ALWAYS;
        }
        if (environment.has("NO_COLOR")) {
            return false;
        }
        if (environment.has("CLICOLOR_FORCE") && !"0".equals(environment.get("CLICOLOR_FORCE"))) {
            return true;
        }
        return terminal && understandsEscapes(environment);
    }

    private static boolean understandsEscapes(Environment environment) {
        if (environment.has("TERM")) {
            return !"dumb".equals(environment.get("TERM"));
        }
        // The old console of Windows prints escape sequences as they are; what understands them says so.
        return isWindows() && (environment.has("WT_SESSION") || environment.has("ANSICON"));
    }

    static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
