package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.inatsounds.Split;
import org.inatsounds.cli.option.DataOption;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Verbosity;
import org.inatsounds.cli.terminal.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What a user meets who mistypes, asks for help, or sets variables. */
final class UsageTest {

    /** A command with an option of each kind, some of which other commands have, with their words. Prints what it got. */
    @Command(
            name = "probe",
            header = {"Example:", "  inatsounds probe --rate 10M x.csv", ""},
            description = {"Print what is got.", "", "And more."})
    static final class ProbeCommand implements Callable<Integer> {

        static final class Rate implements ITypeConverter<Long> {
            @Override
            public Long convert(String value) {
                if (value.startsWith("-")) {
                    throw new TypeConversionException("expected no less than 1M, got less than nothing");
                }
                if (!value.matches("\\d+M")) {
                    throw new TypeConversionException("expected a rate such as 10M");
                }
                return Long.parseLong(value.substring(0, value.length() - 1)) << 20;
            }
        }

        @Option(names = "--connections", paramLabel = "N", defaultValue = "8")
        private int connections;

        @Option(names = "--confidence", paramLabel = "P", description = "A share.")
        private double confidence;

        @Option(names = "--limit-rate", paramLabel = "RATE", converter = Rate.class)
        private long limitRate;

        @Option(names = "--force", description = "Again.")
        private boolean force;

        @Option(names = "--split", paramLabel = "SPLIT")
        private List<Split> splits = new ArrayList<>();

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE")
        private @Nullable Path output;

        @Parameters(paramLabel = "PREDICTIONS", description = "The scores.")
        private Path predictions = Path.of("");

        @Mixin
        private final DataOption data;

        private final Session session;

        ProbeCommand(Session session) {
            this.session = session;
            this.data = new DataOption(session.environment());
        }

        @Override
        public Integer call() {
            Console console = session.console();
            console.out()
                    .print(List.of(
                                    connections,
                                    confidence,
                                    limitRate,
                                    force,
                                    splits,
                                    String.valueOf(output),
                                    predictions)
                            + " " + data.folder() + " " + console.settings() + "\n");
            return ExitCode.OK;
        }
    }

    private final CommandRun probe = CommandRun.of(ProbeCommand::new).with("HOME", "/home/someone");

    private static final String DEFAULTS =
            "[8, 0.0, 0, false, [], null, x] /home/someone/.local/share/inatsounds Settings[verbosity=NORMAL, colour=auto, progress=auto]\n";

    @Test
    void defaults() {
        assertThat(probe.run("probe", "x")).isEqualTo(new CommandRun.Result(0, DEFAULTS, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            probe x --connections abc   | --connections: expected a whole number, got 'abc'
            probe x --connections 99999999999 | --connections: expected a whole number, got '99999999999'
            probe x --confidence=high   | --confidence: expected a number, got 'high'
            probe x --limit-rate fast   | --limit-rate: expected a rate such as 10M, got 'fast'
            probe x --limit-rate=-1M    | --limit-rate: expected no less than 1M, got less than nothing
            probe x --split tain        | --split: expected train, val or test, got 'tain'; did you mean 'train'?
            probe x --force=maybe       | --force: expected true or false, got 'maybe'
            probe x --color blue        | --color: expected auto, always or never, got 'blue'
            probe x --conections 3      | unknown option '--conections'; did you mean '--connections'?
            probe x --limit 3M          | unknown option '--limit'; did you mean '--limit-rate'?
            probe x -z                  | unknown option '-z'
            probe x --nothing-like-it=3 | unknown option '--nothing-like-it'
            probe x y                   | 'y': expected no such argument
            probe x --data              | --data: expected a value, --data DIR
            probe x -o a -o b           | --output: expected at most once
            probe                       | PREDICTIONS is missing: expected 'inatsounds probe PREDICTIONS'
            """)
    void aMistakeIsNamedWithWhatWasExpected(String commandLine, String message) {
        assertThat(probe.run(commandLine.split(" ")))
                .isEqualTo(new CommandRun.Result(2, "", "error: " + message + "\ntry 'inatsounds probe --help'\n"));
    }

    @ParameterizedTest
    @CsvSource({"prob,; did you mean 'probe'?", "porbe,; did you mean 'probe'?", "evaluate,''"})
    void anUnknownCommandSuggestsTheNearest(String typed, String question) {
        assertThat(probe.run(typed))
                .isEqualTo(new CommandRun.Result(
                        2,
                        "",
                        "error: there is no command '" + typed + "'" + question + "\ntry 'inatsounds --help'\n"));
    }

    @Test
    void withoutACommandTheHelpGoesToStandardError() {
        CommandRun.Result result = probe.run();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: expected a command\n").contains("Usage: inatsounds", "probe  ");
    }

    @Test
    void helpOpensWithAnExampleAndGoesToStandardOutput() {
        CommandRun.Result result = probe.run("probe", "--help");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("Example:\n  inatsounds probe --rate 10M x.csv\n")
                .containsSubsequence(
                        "Usage: inatsounds probe [OPTIONS] PREDICTIONS\n",
                        "Print what is got.\n",
                        "Arguments:\n",
                        "Options:\n      --connections=N",
                        "--split=SPLIT",
                        "Options of every command, before or after its name:\n  -q, --quiet",
                        "--color=WHEN        auto, always, never.",
                        "--connections is INATSOUNDS_CONNECTIONS");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(probe.run("--help").out()).startsWith("Examples:\n").contains("  probe  Print what is got.\n");
        assertThat(probe.run("-h").out()).isEqualTo(probe.run("--help").out());
    }

    @Test
    void helpIsShownWhateverElseIsWrong() {
        assertThat(probe.run("probe", "--help", "--connections=3").code()).isZero();
        assertThat(probe.with("INATSOUNDS_COLOR", "blue").run("probe", "--help").out())
                .startsWith("Example:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void theVersionIsOneLine(String flag) {
        assertThat(probe.run(flag)).isEqualTo(new CommandRun.Result(0, "inatsounds " + Version.number() + "\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v probe x", "probe x -v", "--verbose probe x", "probe -v x"})
    void commonOptionsStandBeforeOrAfterTheCommand(String commandLine) {
        assertThat(probe.run(commandLine.split(" ")).out()).contains("verbosity=VERBOSE");
    }

    @ParameterizedTest
    @CsvSource({
        "-vv probe x, DEBUG",
        "probe x -v -v, DEBUG",
        "probe x -vvv, DEBUG",
        "-q probe x, QUIET",
        "probe x --quiet, QUIET"
    })
    void verbosity(String commandLine, Verbosity expected) {
        assertThat(probe.run(commandLine.split(" ")).out()).contains("verbosity=" + expected);
    }

    @Test
    void theCommonOptionsReachTheConsoleFromBothSides() {
        String expected = "Settings[verbosity=NORMAL, colour=never, progress=always]";
        assertThat(probe.run("--color=never", "--progress", "always", "probe", "x")
                        .out())
                .contains(expected);
        assertThat(probe.run("probe", "x", "--color=NEVER", "--progress=always").out())
                .contains(expected);
        assertThat(probe.run("--color=never", "probe", "--progress=always", "x").out())
                .contains(expected);
    }

    @Test
    void quietAndVerboseContradictEachOther() {
        assertThat(probe.run("-q", "probe", "x", "-v"))
                .isEqualTo(
                        new CommandRun.Result(2, "", "error: -q and -v contradict each other: expected one of them\n"));
    }

    @Test
    void everyLongOptionHasAVariable() {
        probe.with("INATSOUNDS_CONNECTIONS", "3")
                .with("INATSOUNDS_LIMIT_RATE", "2M")
                .with("INATSOUNDS_FORCE", "1")
                .with("INATSOUNDS_SPLIT", "val")
                .with("INATSOUNDS_DATA", "/data")
                .with("INATSOUNDS_VERBOSE", "2")
                .with("INATSOUNDS_COLOR", "always")
                .with("INATSOUNDS_PROGRESS", "never");

        assertThat(probe.run("probe", "x").out())
                .isEqualTo("[3, 0.0, 2097152, true, [val], null, x] /data "
                        + "Settings[verbosity=DEBUG, colour=always, progress=never]\n");
    }

    @Test
    void aFlagWinsOverItsVariable() {
        probe.with("INATSOUNDS_CONNECTIONS", "not a number")
                .with("INATSOUNDS_SPLIT", "val")
                .with("INATSOUNDS_COLOR", "blue")
                .with("INATSOUNDS_QUIET", "1")
                .with("INATSOUNDS_FORCE", "true");

        assertThat(probe.run("probe", "x", "--connections=4", "--split=test", "--color=never", "-v", "--force=false"))
                .isEqualTo(new CommandRun.Result(
                        0,
                        "[4, 0.0, 0, false, [test], null, x] /home/someone/.local/share/inatsounds "
                                + "Settings[verbosity=VERBOSE, colour=never, progress=auto]\n",
                        ""));
        assertThat(probe.run("-v", "--color=never", "probe", "x", "--connections=4")
                        .out())
                .contains("verbosity=VERBOSE, colour=never");
    }

    @ParameterizedTest
    @CsvSource({
        "INATSOUNDS_CONNECTIONS, many, INATSOUNDS_CONNECTIONS (for --connections): expected a whole number",
        "INATSOUNDS_LIMIT_RATE, fast, INATSOUNDS_LIMIT_RATE (for --limit-rate): expected a rate such as 10M",
        "INATSOUNDS_FORCE, perhaps,"
                + "'INATSOUNDS_FORCE (for --force): expected 1, true or yes, or 0, false, no or empty'",
        "INATSOUNDS_PROGRESS, often, 'INATSOUNDS_PROGRESS (for --progress): expected auto, always or never'",
        "INATSOUNDS_VERBOSE, 3,"
                + "'INATSOUNDS_VERBOSE: expected 1, true or yes, or 0, false, no or empty, or 2 for -vv'",
        "INATSOUNDS_QUIET, 2, 'INATSOUNDS_QUIET: expected 1, true or yes, or 0, false, no or empty'",
    })
    void aWrongVariableIsNamed(String variable, String value, String message) {
        CommandRun.Result result = probe.with(variable, value).run("probe", "x");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: " + message + ", got '" + value + "'\n");
    }

    @Test
    void anEmptyVariableIsNotSet() {
        probe.with("INATSOUNDS_CONNECTIONS", "").with("INATSOUNDS_QUIET", "").with("INATSOUNDS_DATA", "");

        assertThat(probe.run("probe", "x").out()).isEqualTo(DEFAULTS);
    }

    @Test
    void aVariableIsNotAskedForHelp() {
        assertThat(probe.with("INATSOUNDS_HELP", "1")
                        .with("INATSOUNDS_VERSION", "1")
                        .run("probe", "x")
                        .out())
                .isEqualTo(DEFAULTS);
    }

    @Test
    void theLanguageOfTheSystemChangesNothing() {
        java.util.Locale before = java.util.Locale.getDefault();
        try {
            java.util.Locale.setDefault(new java.util.Locale("tr", "TR"));
            assertThat(probe.with("INATSOUNDS_LIMIT_RATE", "1M")
                            .run("probe", "x", "--split", "TRAIN")
                            .out())
                    .startsWith("[8, 0.0, 1048576, false, [train], ");
        } finally {
            java.util.Locale.setDefault(before);
        }
    }
}
