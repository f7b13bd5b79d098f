package org.inatsounds.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program may be given by whoever starts it: closed streams, a folder that is gone, sizes that no screen has. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
final class OddSurroundingsIT {

    /** Those that may be {@code sh}. */
    private static final List<String> SHELLS = List.of("sh", "dash", "bash", "busybox sh");

    @TempDir
    static Path temp;

    private static MiniatureRelease release;

    @BeforeAll
    static void unpack() throws Exception {
        release = MiniatureRelease.writeTo(temp.resolve("release"));
        Path data = Files.createDirectories(temp.resolve("data"));
        release.unpackAnnotations(Split.VAL, data);
        release.unpackRecordings(Split.VAL, data);
    }

    /** Runs a script in which {@code inatsounds} is the launcher, by one of the shells that may be {@code sh}. */
    private static LauncherProcess.Result shell(String shell, String script) {
        String launcher =
                LauncherProcess.project().resolve("scripts/inatsounds").toString();
        return LauncherCommand.quick(LauncherCommand.command(
                        "sh", "-c", "inatsounds() { " + shell + " '" + launcher + "' \"$@\"; }; " + script))
                .env("INATSOUNDS_DATA", temp.resolve("data"))
                .in(temp)
                .run();
    }

    @ParameterizedTest
    @CsvSource({
        "stats <&- >&-, 6, can't write the result to standard output: it is closed",
        "stats >&-, 6, can't write the result to standard output: it is closed",
        "eval - --split val <&-, 6, standard input: can't be read: it is closed",
        "stats -o FILE <&- >&-, 0, wrote ",
        "stats <&- >/dev/null, 0, ''",
    })
    void closedStreams(String words, int code, String said) {
        for (String shell : Sweep.of(SHELLS.stream()).toList()) {
            if (LauncherCommand.isInstalled(shell.replace(" sh", ""))) {
                LauncherProcess.Result result =
                        shell(shell, "inatsounds " + words.replace("FILE", "'" + temp + "/stats.txt'"));
                assertThat(result.exitCode()).as(shell + result.stderr()).isEqualTo(code);
                assertThat(result.stderr()).contains(said).doesNotContain("\tat ");
            }
        }
    }

    @Test
    void allThreeClosed() {
        assertThat(shell("sh", "inatsounds stats <&- >&- 2>&-").exitCode()).isEqualTo(6);
    }

    /** Of both streams, `java` itself opens the second on nothing: then only the launcher can tell. */
    @Test
    void withoutTheLauncherAClosedOutputIsFoundToo() {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = LauncherProcess.project().resolve("target/inatsounds.jar").toString();
        assumeThat(Path.of(jar)).exists();
        LauncherProcess.Result result = shell("sh", "'" + java + "' -jar '" + jar + "' stats >&-");
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(6);
    }

    @Test
    void aFolderThatWasDeleted() {
        for (String shell : Sweep.of(SHELLS.stream()).toList()) {
            if (LauncherCommand.isInstalled(shell.replace(" sh", ""))) {
                LauncherProcess.Result result =
                        shell(shell, "mkdir gone && cd gone && rmdir ../gone && inatsounds stats");
                assertThat(result.exitCode()).as(shell + result.stderr()).isEqualTo(6);
                assertThat(result.stderr())
                        .contains("inatsounds: the current folder was deleted")
                        .doesNotContain("java.lang", "\tat ");
            }
        }
    }

    static Stream<String> sizes() {
        return Sweep.of(Stream.of(
                "2147483647", "2147483648", "99999999999999999999", "1", "0", "-1", "abc", "007", "1e9", " 80 "));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void sizesThatNoScreenHas(String size) {
        String wav = temp.resolve("data")
                .resolve(release.recordings(Split.VAL).get(0).fileName())
                .toString();
        // Each start costs its time: what does not draw is tried with the largest size alone.
        List<List<String>> commands = new ArrayList<>(List.of(List.of("show", wav, "--color", "always")));
        if (size.equals("2147483647")) {
            commands.addAll(List.of(List.of("show", wav), List.of("list"), List.of("--help")));
        }
        for (List<String> words : commands) {
            LauncherProcess.Result result = LauncherCommand.inatsounds(words.toArray(String[]::new))
                    .env("COLUMNS", size)
                    .env("LINES", size)
                    .env("INATSOUNDS_DATA", temp.resolve("data"))
                    .run();
            assertThat(result.exitCode()).as(words + result.stderr()).isZero();
            assertThat(result.stdout().length()).isLessThan(4_000_000);
        }
    }
}
