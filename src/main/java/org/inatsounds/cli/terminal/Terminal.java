package org.inatsounds.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the two output streams are connected to. The JVM can't tell them apart, so the launcher says it in system
 * properties; without the launcher ({@code java -jar}) it is found out as well as possible.
 *
 * @param stdout whether standard output is a terminal
 * @param stdoutPipe whether standard output is known to be a pipe
 * @param stderr whether standard error is a terminal
 * @param columns the terminal's width in characters
 * @param rows its height in lines
 */
public record Terminal(boolean stdout, boolean stdoutPipe, boolean stderr, int columns, int rows) {

    static final int DEFAULT_COLUMNS = 80;
    static final int DEFAULT_ROWS = 24;

    /** No screen has more; a picture of as many columns as COLUMNS may say would not fit into memory. */
    private static final int MOST = 1000;

    /** Where a process has been given neither stream as a terminal. */
    public static final Terminal NONE = new Terminal(false, false, false, DEFAULT_COLUMNS);

    /** Of the usual height. */
    Terminal(boolean stdout, boolean stdoutPipe, boolean stderr, int columns) {
        this(stdout, stdoutPipe, stderr, columns, DEFAULT_ROWS);
    }

    private static final String PROPERTY = "inatsounds.terminal.";

    static Terminal ofProcess(Environment environment) {
        String stdout = target(1);
        return new Terminal(
                isTerminal("stdout", stdout),
                stdout != null && stdout.startsWith("pipe:"),
                isTerminal("stderr", target(2)),
                size("columns", environment.get("COLUMNS"), DEFAULT_COLUMNS),
                size("rows", environment.get("LINES"), DEFAULT_ROWS));
    }

    private static boolean isTerminal(String stream, @Nullable String target) {
        String said = System.getProperty(PROPERTY + stream);
        if (said != null) {
            return Boolean.parseBoolean(said);
        }
        if (target != null) {
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        }
        return consoleIsTerminal(System.console());
    }

    /** Whether a stream was closed when the process began ({@code >&-}): the launcher says so. */
    static boolean isClosed(String stream) {
        return "closed".equals(System.getProperty(PROPERTY + stream));
    }

    /**
     * Without the launcher, a closed standard output is the first file that the JVM opens for itself, to be read only
     * (Linux).
     */
    static boolean outputIsForReading() {
        try {
            return Files.readAllLines(Path.of("/proc/self/fdinfo/1")).stream()
                    .filter(line -> line.startsWith("flags:"))
                    .anyMatch(line -> (line.charAt(line.length() - 1) & 3) == 0);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** What a descriptor of this process is open on, where the system tells (Linux). */
    private static @Nullable String target(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    /** Up to Java 21 there is a console only on a terminal; from 22 on there always is one, and it can be asked. */
    private static boolean consoleIsTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private static int size(String property, @Nullable String variable, int otherwise) {
        Integer said = Integer.getInteger(PROPERTY + property);
        if (said == null) {
            said = number(variable);
        }
        return said == null || said < 1 ? otherwise : Math.min(said, MOST);
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
