package org.inatsounds.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, started as a user starts it: from wherever, by whatever path, in whatever locale. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "scripts/inatsounds needs a POSIX shell")
final class LauncherIT {

    private static final String VERSION = "inatsounds 0.";

    @TempDir
    Path temp;

    @Test
    void runsFromAnotherFolder() {
        printsItsVersion(LauncherCommand.inatsounds("--version").in(temp));
    }

    @Test
    void followsAChainOfSymbolicLinks() throws IOException {
        Path launcher = Trees.distribution(temp.resolve("opt/inatsounds"));
        Path absolute = Files.createSymbolicLink(temp.resolve("absolute"), launcher);
        Path deep = Files.createDirectories(temp.resolve("usr/local/bin"));
        Files.createSymbolicLink(temp.resolve("usr/relative"), Path.of("../absolute"));
        Path last = Files.createSymbolicLink(deep.resolve("inatsounds"), Path.of("../../relative"));

        printsItsVersion(LauncherCommand.of(absolute, "--version"));
        printsItsVersion(LauncherCommand.of(last, "--version"));
        printsItsVersion(
                LauncherCommand.command("sh", "-c", "PATH=$1:$PATH; inatsounds --version", "sh", deep.toString()));
        printsItsVersion(LauncherCommand.command("bin/inatsounds", "--version").in(temp.resolve("usr/local")));
        printsItsVersion(
                LauncherCommand.command("sh", "inatsounds", "--version").in(deep));
    }

    @Test
    void refusesACircleOfLinks() throws IOException {
        Path one = temp.resolve("one");
        Files.createSymbolicLink(one, Path.of("two"));
        Files.createSymbolicLink(temp.resolve("two"), Path.of("one"));
        Path script = Files.copy(LauncherProcess.project().resolve("scripts/inatsounds"), temp.resolve("script"));
        LauncherProcess.Result result = LauncherCommand.command(
                        "sh",
                        "-c",
                        "resolve_only=$(sed -n '/^newline=/,/^# Sets `home`/p' \"$1\"); eval \"$resolve_only\"; "
                                + "resolve \"$2\"",
                        "sh",
                        script.toString(),
                        one.toString())
                .run();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains("can't follow the symbolic link " + one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "no_such.UTF-8", ""})
    void takesAnyPathInAnyLocale(String locale) throws IOException {
        Path folder = temp.resolve("a b  c/žluťoučký 音 [*] 'quoted' \"twice\" $HOME");
        Path launcher = Trees.standIn(folder);
        LauncherProcess.Result result = LauncherCommand.of(launcher, "write", "ptáček 鳥.txt")
                .in(folder)
                .unset("LANG")
                .env("LC_ALL", locale)
                .run();
        assertThat(result.stderr()).isEqualTo("ptáček 鳥.txt\n");
        assertThat(result.stdout()).isEqualTo("ptáček 鳥.txt 16\n");
        assertThat(folder.resolve("ptáček 鳥.txt")).hasContent("ptáček 鳥.txt");
        printsItsVersion(LauncherCommand.of(Trees.distribution(temp.resolve("ž " + locale)), "--version")
                .env("LC_ALL", locale));
    }

    @Test
    void handsArgumentsOnAsTheyAre() throws IOException {
        Path launcher = Trees.standIn(temp.resolve("d"));
        List<String> arguments = List.of(
                "show", "", " ", "two  blanks", "*", "a\nb", "\"", "'", "\\", "$HOME", "-n", "--", "žirafa", "`ls`");
        LauncherProcess.Result result =
                LauncherCommand.of(launcher, arguments.toArray(String[]::new)).run();
        assertThat(result.exitCode()).isZero();
        arguments.forEach(argument -> assertThat(result.stdout()).contains("argument <" + argument + ">\n"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void runsUnderEveryShell(List<String> shell) throws IOException {
        Trees.standIn(temp.resolve("a b"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("a b/bin/inatsounds"));
        List<String> line = new ArrayList<>(shell);
        line.addAll(List.of(link.toString(), "--version"));
        printsItsVersion(LauncherCommand.command(line.toArray(String[]::new)));
    }

    static List<List<String>> shells() {
        List<List<String>> all = List.of(
                List.of("sh"),
                List.of("dash"),
                List.of("bash"),
                List.of("bash", "--posix"),
                List.of("busybox", "sh"),
                List.of("ksh"),
                List.of("mksh"),
                List.of("zsh", "--emulate", "sh"));
        return all.stream().filter(shell -> onPath(shell.get(0))).toList();
    }

    @Test
    void passesTheExitCode() throws IOException {
        Path launcher = Trees.standIn(temp.resolve("d"));
        for (int code : new int[] {0, 1, 3, 42, 130}) {
            assertThat(LauncherCommand.of(launcher, "exit", "" + code).run().exitCode())
                    .isEqualTo(code);
        }
        LauncherProcess.Result wrong =
                LauncherCommand.inatsounds("--no-such-option").run();
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.stdout()).isEmpty();
        assertThat(wrong.stderr()).contains("--no-such-option");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT 130", "TERM 143", "HUP 129", "KILL 137"})
    void passesSignals(String signalAndCode) throws IOException {
        String[] parts = signalAndCode.split(" ", 2);
        Path launcher = Trees.standIn(temp.resolve("d"));
        try (LauncherProcess process = LauncherCommand.of(launcher, "sleep").start()) {
            process.awaitStdout("ready");
            process.signal(parts[0]);
            LauncherProcess.Result result = process.await();
            assertThat(result.exitCode()).isEqualTo(Integer.parseInt(parts[1]));
            assertThat(result.stderr()).isEmpty();
        }
    }

    @Test
    void endsQuietlyWhenNobodyReads() {
        LauncherProcess.Result result = LauncherCommand.command("sh", "-c", "scripts/inatsounds --help | head -n 1")
                .run();
        assertThat(result.stdout()).isEqualTo("Examples:\n");
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void tellsWhichStreamIsATerminal() throws IOException {
        Path launcher = Trees.standIn(temp.resolve("d"));
        LauncherProcess.Result piped =
                LauncherCommand.of(launcher, "show").unset("COLUMNS").run();
        assertThat(piped.stdout())
                .contains("property inatsounds.terminal.stdout=false\n")
                .contains("property inatsounds.terminal.stderr=false\n")
                .doesNotContain("terminal.columns");
        assertThat(LauncherCommand.of(launcher, "show")
                        .env("COLUMNS", "91")
                        .run()
                        .stdout())
                .contains("property inatsounds.terminal.columns=91\n");
        assertThat(LauncherCommand.of(launcher, "show")
                        .env("COLUMNS", "wide")
                        .run()
                        .stdout())
                .doesNotContain("terminal.columns");
    }

    @Test
    void asksTheTerminalForItsWidth() throws IOException {
        Assumptions.assumeTrue(onPath("script"), "needs script(1) for a terminal");
        Assumptions.assumeTrue(OS.LINUX.isCurrentOs(), "script(1) takes other options elsewhere");
        Path launcher = Trees.standIn(temp.resolve("d"));
        LauncherProcess.Result result = LauncherCommand.command(
                        "script", "-qec", "stty cols 77; '" + launcher + "' show 2>/dev/null", "/dev/null")
                .env("SHELL", "/bin/sh")
                .unset("COLUMNS")
                .run();
        assertThat(result.stdout().replace("\r", ""))
                .contains("property inatsounds.terminal.stdout=true\n")
                .contains("property inatsounds.terminal.stderr=false\n")
                .contains("property inatsounds.terminal.columns=77\n");
    }

    static boolean onPath(String command) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, command))) {
                return true;
            }
        }
        return false;
    }

    private static void printsItsVersion(LauncherCommand command) {
        LauncherProcess.Result result = command.run();
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).startsWith(VERSION).hasLineCount(1);
        assertThat(result.exitCode()).isZero();
    }

    /** Short commands are compiled quickly, others well; and files are hashed by the compiler that can. */
    @ParameterizedTest
    @CsvSource({
        "stats, true",
        "list --species, true",
        "attribution, true",
        "verify train --quick, true",
        "list --hash, false",
        "verify train, false",
        "--version, true",
        "help, true",
        "eval x.csv, false"
    })
    void shortCommandsAreNotCompiledForLong(String words, boolean quickly) {
        List<String> arguments = new ArrayList<>(List.of(words.split(" ", -1)));
        arguments.add("--help");
        LauncherProcess.Result result = LauncherCommand.inatsounds(arguments.toArray(String[]::new))
                .env("INATSOUNDS_JAVA_OPTS", "-XX:+PrintFlagsFinal")
                .run();
        assertThat(result.stdout().lines().anyMatch(line -> line.matches(" *intx? TieredStopAtLevel += 1 .*")))
                .isEqualTo(quickly);
    }

    /** It may be short or long: the compiler that pays off late begins late. */
    @Test
    void anEvaluationIsOptimisedLate() {
        LauncherProcess.Result result = LauncherCommand.inatsounds("eval", "--help")
                .env("INATSOUNDS_JAVA_OPTS", "-XX:+PrintFlagsFinal")
                .run();
        assertThat(result.stdout()).containsPattern(" Tier4BackEdgeThreshold += 400000 ");
    }
}
