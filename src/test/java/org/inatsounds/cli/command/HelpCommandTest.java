package org.inatsounds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inatsounds help}, its topics, and the manual pages. */
final class HelpCommandTest {

    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+) {2,}[A-Z]");
    private static final Pattern OPTION = Pattern.compile("(?m)^  ..., (--[a-z-]+)|^ {6}(--[a-z-]+)");

    @TempDir
    static Path folder;

    static List<String> commands() {
        return COMMAND.matcher(CommandRun.plain().run("--help").out())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void isTheSameAsTheOption() {
        assertThat(CommandRun.plain().run("help").out())
                .isEqualTo(CommandRun.plain().run("--help").out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofACommandIsTheSameAsItsOption(String command) {
        CommandRun.Result help = CommandRun.plain().run("help", command);
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .startsWith("Example")
                // picocli takes it for the beginning of a format, and warns on standard error.
                .doesNotContain("%")
                .isEqualTo(CommandRun.plain().run(command, "--help").out());
    }

    @Test
    void anUnknownWordSaysWhatThereIs() {
        assertThat(CommandRun.plain().run("help", "exitcodes"))
                .isEqualTo(new CommandRun.Result(
                        2,
                        "",
                        "error: help: expected a command, or exit-codes, formats, environment, got 'exitcodes';"
                                + " did you mean 'exit-codes'?\n"));
    }

    @Test
    void theExitCodesAreThoseOfTheDocs() throws IOException {
        String help = CommandRun.plain().run("help", "exit-codes").out().replace("`", "");
        List<String> rows = Files.readString(LauncherProcess.project().resolve("docs/formats.md"))
                .lines()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();
        assertThat(rows).hasSize(10);
        for (String row : rows) {
            String[] cells = row.replace("`", "").split(" *\\| *", -1);
            assertThat(help).containsPattern("(?m)^  " + cells[1] + " +" + Pattern.quote(cells[2]) + "$");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit-codes", "formats", "environment"})
    void topicsFitATerminal(String topic) {
        assertThat(CommandRun.plain()
                        .run("help", topic)
                        .out()
                        .lines()
                        // The lists of commands at the end are as long as they are.
                        .filter(line -> !line.startsWith("  INATSOUNDS_")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(92));
    }

    @Test
    void theEnvironmentNamesTheVariableOfEveryOption() {
        String help = CommandRun.plain().run("help", "environment").out();
        for (String command : commands()) {
            for (String option : options(command)) {
                assertThat(help)
                        .contains("  INATSOUNDS_"
                                + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_') + " ");
            }
        }
    }

    private static List<String> options(String command) {
        return OPTION.matcher(CommandRun.plain().run(command, "--help").out())
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .filter(option -> !List.of("--help", "--version").contains(option))
                .toList();
    }

    @Test
    void thereIsAManualPageOfEveryCommandWithEveryOption() throws IOException {
        CommandRun.Result written = CommandRun.plain().run("help", "--share", folder.toString());
        assertThat(written.code()).as(written.err()).isZero();
        Path pages = folder.resolve("man/man1");
        assertThat(pages.resolve("inatsounds.1"))
                .content()
                .contains("inatsounds\\-fetch")
                .contains("interrupted; files on disk can be resumed")
                .contains("INATSOUNDS_JAVA_OPTS");
        for (String command : commands()) {
            String page = Files.readString(pages.resolve("inatsounds-" + command + ".1"));
            assertThat(page)
                    .contains(".SH \"NAME\"\ninatsounds\\-" + command + " \\- ")
                    .contains(".SH \"EXAMPLES\"");
            for (String option : options(command)) {
                assertThat(page).contains("\\fB" + option.replace("-", "\\-") + "\\fR");
            }
        }
        assertThat(commands()).hasSize(17);
        assertRead(pages);
    }

    /** groff warns of what man would show wrongly. */
    private static void assertRead(Path pages) throws IOException {
        assumeTrue(
                LauncherCommand.isInstalled("groff"),
                "groff is not installed here: the manual pages were not read by it");
        try (Stream<Path> all = Files.list(pages)) {
            for (Path page : all.toList()) {
                LauncherProcess.Result read = LauncherCommand.command(
                                "groff", "-man", "-ww", "-z", "-Tutf8", page.toString())
                        .in(folder)
                        .run();
                assertThat(read.stderr()).as(page.toString()).isEmpty();
            }
        }
    }
}
