package org.inatsounds.cli.terminal;

import java.util.Locale;

/** When progress is shown, and how: the values of {@code --progress}. */
public enum ProgressMode {
    /** A bar on a terminal; a line every few seconds elsewhere, and where {@code CI} is set. */
    AUTO,
    /** A bar wherever standard error leads. */
    ALWAYS,
    /** Nothing. */
    NEVER;

    boolean bar(Terminal terminal, Environment environment) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> terminal.stderr() && !inCi(environment) && !"dumb".equals(environment.get("TERM"));
        };
    }

    private static boolean inCi(Environment environment) {
        return environment.has("CI") && !"false".equals(environment.get("CI"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
