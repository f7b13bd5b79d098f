package org.inatsounds.release;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.inatsounds.UsageException;
import org.jspecify.annotations.Nullable;

/** Where the dataset is when nobody says where: the user's folder for data, as the platform has it. */
public final class UserDataFolder {

    private UserDataFolder() {}

    /**
     * The folder; it need not exist.
     *
     * @param operatingSystem as Java names it
     * @param home of the user; null where there is none
     * @param environment the value of a variable; null where it is not set
     * @throws UsageException where the user has no home
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base directories</a>
     */
    public static Path of(
            String operatingSystem, @Nullable String home, Function<String, @Nullable String> environment) {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            String local = environment.apply("LOCALAPPDATA");
            return local != null && !local.isEmpty()
                    ? Path.of(local, "inatsounds")
                    : inHome(home, "AppData", "Local", "inatsounds");
        }
        if (system.startsWith("mac")) {
            return inHome(home, "Library", "Application Support", "inatsounds");
        }
        String xdg = environment.apply("XDG_DATA_HOME");
        // A relative path is invalid by the specification, and to be ignored.
        return xdg != null && xdg.startsWith("/")
                ? Path.of(xdg, "inatsounds")
                : inHome(home, ".local", "share", "inatsounds");
    }

    private static Path inHome(@Nullable String home, String... names) {
        // The JVM's home of a user without one is a question mark.
        if (home == null || home.isEmpty() || home.equals("?")) {
            throw new UsageException(
                    "data", "this user has no home folder; name the data folder with --data or INATSOUNDS_DATA");
        }
        return Path.of(home, names);
    }
}
