package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.MiniatureRelease;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands say and write the same wherever they run: locale, terminal, home, memory; in long folders with any letters. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "locales and homes are those of POSIX")
final class SurroundingsIT {

    @TempDir
    static Path temp;

    private static Path data;
    private static Path predictions;
    private static List<String> usual;

    /**
     * Variables that are set; an empty value takes one away.
     *
     * @param name for the reader
     */
    record Surroundings(String name, Map<String, String> variables) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Surroundings> surroundings() {
        return Stream.of(
                new Surroundings("C locale, no terminal", Map.of("LC_ALL", "C", "TERM", "")),
                // i without a dot, and commas in numbers.
                new Surroundings("Turkish", Map.of("INATSOUNDS_JAVA_OPTS", "-Duser.language=tr -Duser.country=TR")),
                new Surroundings(
                        "home that can't be written",
                        Map.of("HOME", "/proc/1", "INATSOUNDS_STARTUP_CACHE", "", "XDG_CACHE_HOME", "/proc/1")),
                new Surroundings("little memory", Map.of("INATSOUNDS_JAVA_OPTS", "-Xmx64m")),
                new Surroundings("no PATH but the shell's tools", Map.of("PATH", "/usr/bin:/bin")));
    }

    @BeforeAll
    static void prepare() throws IOException, InterruptedException {
        MiniatureRelease release = MiniatureRelease.writeTo(temp.resolve("release"));
        // Longer than 255 bytes in all, each name shorter than that.
        Path folder = temp.resolve("Größe ß 鳥 🦉").resolve("x".repeat(180)).resolve("it's a \"place\" $HOME");
        data = Files.createDirectories(folder.resolve("data"));
        predictions = Files.copy(release.predictions(Split.VAL), folder.resolve("Vorhersagen für 鳥.csv"));
        release.unpackAnnotations(Split.VAL, data);
        release.unpackRecordings(Split.VAL, data);
        usual = everything(new Surroundings("usual", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("surroundings")
    void changeNothing(Surroundings surroundings) throws IOException {
        assertThat(everything(surroundings)).isEqualTo(usual);
    }

    /** What some commands print and write. */
    private static List<String> everything(Surroundings surroundings) throws IOException {
        List<String> all = new ArrayList<>();
        all.add(run(surroundings, "list", "--columns", "all", "--format", "csv"));
        all.add(run(surroundings, "eval", predictions.toString(), "--split", "val", "--confidence", "0.95"));
        Path out = data.resolveSibling("Teilmenge von " + surroundings.name());
        run(surroundings, "subset", "--layout", "species", "-o", out.toString(), "-q");
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.add(out.relativize(file) + " " + Files.size(file));
            }
        }
        return all;
    }

    private static String run(Surroundings surroundings, String... words) {
        LauncherCommand command =
                LauncherCommand.inatsounds(words).env("INATSOUNDS_DATA", data).in(temp);
        surroundings.variables().forEach((name, value) -> {
            if (value.isEmpty()) {
                command.unset(name);
            } else {
                command.env(name, value);
            }
        });
        LauncherProcess.Result result = command.run();
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return result.stdout();
    }
}
