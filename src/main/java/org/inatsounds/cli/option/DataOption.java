package org.inatsounds.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.internal.SystemPaths;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the dataset is, or shall be. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the dataset. Default: $INATSOUNDS_DATA, else the user's data folder.")
    private @Nullable Path data;

    private final Environment environment;

    public DataOption(Environment environment) {
        this.environment = environment;
    }

    /**
     * The folder, absolute; it need not exist.
     *
     * @throws UsageException where none is named and the user has no home, or it is a file
     */
    public Path folder() {
        Path named = data;
        Path folder = named != null ? named : platformFolder(System.getProperty("os.name", ""), environment.home());
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("--data: expected a folder, got " + folder + ", which is not a folder");
        }
        return SystemPaths.absolute(folder);
    }

    /** Where the annotations of each split are, if they are there. */
    public Path[] annotations() {
        return Stream.of(Split.values())
                .map(split -> folder().resolve(split + ".json"))
                .toArray(Path[]::new);
    }

    /**
     * The platform's folder for data.
     *
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base directories</a>
     */
    Path platformFolder(String operatingSystem, @Nullable String home) {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            String local = environment.get("LOCALAPPDATA");
            return local != null && !local.isEmpty()
                    ? Path.of(local, "inatsounds")
                    : inHome(home, "AppData", "Local", "inatsounds");
        }
        if (system.startsWith("mac")) {
            return inHome(home, "Library", "Application Support", "inatsounds");
        }
        String xdg = environment.get("XDG_DATA_HOME");
        // A relative path is invalid by the specification, and to be ignored.
        return xdg != null && xdg.startsWith("/")
                ? Path.of(xdg, "inatsounds")
                : inHome(home, ".local", "share", "inatsounds");
    }

    private static Path inHome(@Nullable String home, String... names) {
        // The JVM's home of a user without one is a question mark.
        if (home == null || home.isEmpty() || home.equals("?")) {
            throw new UsageException(
                    "--data: this user has no home folder; name the data folder with --data or INATSOUNDS_DATA");
        }
        return Path.of(home, names);
    }
}
