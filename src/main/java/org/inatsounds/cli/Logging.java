package org.inatsounds.cli;

import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Verbosity;
import org.jspecify.annotations.Nullable;

/**
 * The way from the rooms' log statements to the console. Logback itself sets up on the first log statement
 * ({@link LoggingConfigurator}); a command that logs nothing never loads it, so nothing here may name one of its classes.
 */
final class Logging {

    private static volatile @Nullable Console console;
    private static volatile @Nullable Runnable levels;

    private Logging() {}

    /** What is logged from now on goes to this console. */
    static void attach(Console target) {
        console = target;
        follow(target);
    }

    static void detach() {
        console = null;
        refresh();
    }

    /** The console's verbosity has changed. */
    static void follow(Console target) {
        if (console == target) {
            refresh();
        }
    }

    /** Called once, by what sets Logback up: how to bring its levels in line. */
    static void onRefresh(Runnable setLevels) {
        levels = setLevels;
        setLevels.run();
    }

    static @Nullable Console console() {
        return console;
    }

    /** Outside of a command only errors are of interest. */
    static Verbosity verbosity() {
        Console target = console;
        return target == null ? Verbosity.QUIET : target.settings().verbosity();
    }

    private static void refresh() {
        Runnable action = levels;
        if (action != null) {
            action.run();
        }
    }
}
