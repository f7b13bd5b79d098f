package org.inatsounds.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A command line to be run by the launcher, and the surroundings it runs in. Of the tests' own environment it sees only what a
 * process needs; {@code HOME} is a folder of the tests' own, {@code JAVA_HOME} the JDK of the tests, and nothing is built. Only the
 * project's own launcher has a start-up cache, as users have it, and the JVM's first compiler alone, which is cheaper for
 * short runs; unless the test says otherwise.
 */
public final class LauncherCommand {

    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    private static final Set<String> KEPT = Set.of(
            "PATH", "TMPDIR", "LANG", "TEMP", "TMP", "SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "WINDIR");

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path directory = LauncherProcess.project();
    private byte[] stdin = {};

    private LauncherCommand(List<String> command) {
        this.command.addAll(command);
        System.getenv().forEach((name, value) -> {
            if (KEPT.contains(name.toUpperCase(Locale.ROOT))) {
                environment.put(name, value);
            }
        });
        env("HOME", home());
        env("JAVA_HOME", System.getProperty("java.home"));
        env("INATSOUNDS_BUILD", "never");
        env("INATSOUNDS_STARTUP_CACHE", "off");
    }

    /** The project's own launcher with the jar that was just built. */
    public static LauncherCommand inatsounds(String... arguments) {
        return quick(of(LauncherProcess.project().resolve("scripts/inatsounds"), arguments));
    }

    /** Gives a command that runs the project's own launcher what makes short runs shorter. */
    public static LauncherCommand quick(LauncherCommand command) {
        return command.unset("INATSOUNDS_STARTUP_CACHE").env("INATSOUNDS_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    }

    /**
     * Another copy of the launcher.
     *
     * @param launcher its path, without {@code .cmd}: that is added on Windows
     */
    public static LauncherCommand of(Path launcher, String... arguments) {
        List<String> command = WINDOWS
                ? new ArrayList<>(List.of("cmd.exe", "/d", "/c", launcher + ".cmd"))
                : new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        return new LauncherCommand(command);
    }

    /** Any other command in the same surroundings, for example {@code sh -c "inatsounds --help | head -n 1"}. */
    public static LauncherCommand command(String... command) {
        return new LauncherCommand(List.of(command));
    }

    /** Whether a program is on the {@code PATH} of the tests. */
    public static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    public LauncherCommand env(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    public LauncherCommand unset(String... names) {
        for (String name : names) {
            environment.remove(name);
        }
        return this;
    }

    /** The working directory; by default the project's folder. */
    public LauncherCommand in(Path workingDirectory) {
        this.directory = workingDirectory;
        return this;
    }

    /** What the process reads from standard input; by default nothing. */
    public LauncherCommand stdin(String text) {
        this.stdin = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Starts the process and returns at once. */
    public LauncherProcess start() {
        List<String> line = new ArrayList<>(command);
        if (signalsAreIgnored()) {
            line.addAll(0, List.of("env", "--default-signal=INT,HUP"));
        }
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new LauncherProcess(builder.start(), stdin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the process to its end. */
    public LauncherProcess.Result run() {
        try (LauncherProcess process = start()) {
            return process.await();
        }
    }

    /** Tests that run in the background of a script ignore SIGINT, those under nohup SIGHUP, and so would what they start. */
    private static boolean signalsAreIgnored() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("SigIgn:")) {
                    return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 0b11) != 0;
                }
            }
        } catch (IOException ignored) {
            // Not Linux: take it as it comes.
        }
        return false;
    }

    private static Path home() {
        try {
            return Files.createDirectories(LauncherProcess.project().resolve("target/launcher-home"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
