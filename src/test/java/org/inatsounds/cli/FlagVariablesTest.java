package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.inatsounds.cli.option.CommonOptions;
import org.inatsounds.cli.option.EnvironmentDefaults;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Terminal;
import org.inatsounds.testing.Sweep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every option that is on or off, of every command, with its variable: a flag wins over it, and means what it says. */
final class FlagVariablesTest {

    private static final String OFF = "=false";

    /** These two are read by {@link CommonOptions}, and tested in {@link UsageTest}. */
    private static final List<String> TOGETHER = List.of("--quiet", "--verbose");

    /**
     * A flag.
     *
     * @param valued whether it takes true or false, and is neither by itself
     * @param needed what the command wants besides
     */
    record Flag(String command, String option, boolean valued, List<String> needed) {

        /** As a user switches it on. */
        String on() {
            return valued ? option + "=true" : option;
        }

        String variable() {
            return EnvironmentDefaults.variable(option);
        }

        /** Whether it is on. */
        boolean with(@Nullable String value, String... words) {
            List<String> args = new ArrayList<>(List.of(command));
            args.addAll(needed);
            args.addAll(List.of(words));
            CommandLine all = Main.read(session(variable(), value), args.toArray(String[]::new));
            OptionSpec spec = optionOf(all, command, option);
            return Boolean.TRUE.equals(spec.getValue());
        }

        @Override
        public String toString() {
            return command + " " + option;
        }
    }

    private static OptionSpec optionOf(CommandLine all, String command, String option) {
        return Objects.requireNonNull(all.getSubcommands().get(command))
                .getCommandSpec()
                .findOption(option);
    }

    private static Session session(String variable, @Nullable String value) {
        Environment environment = Environment.of(value == null ? Map.of() : Map.of(variable, value));
        Console console = new Console(
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Terminal.NONE, environment);
        return new Session(environment, console, InputStream.nullInputStream());
    }

    static Stream<Flag> flags() {
        Map<String, CommandLine> commands =
                new LinkedHashMap<>(Main.read(session("", null), "terms").getSubcommands());
        return commands.entrySet().stream().flatMap(each -> {
            CommandSpec spec = each.getValue().getCommandSpec();
            return spec.options().stream()
                    .filter(option -> EnvironmentDefaults.isFlag(option)
                            && !option.usageHelp()
                            && !option.versionHelp()
                            && !TOGETHER.contains(option.longestName()))
                    .map(option -> new Flag(
                            each.getKey(), option.longestName(), option.arity().min() > 0, needed(spec)));
        });
    }

    static Stream<Flag> someFlags() {
        return Sweep.of(flags());
    }

    private static List<String> needed(CommandSpec spec) {
        List<String> needed = new ArrayList<>();
        spec.options().stream().filter(ArgSpec::required).forEach(option -> {
            needed.add(option.longestName());
            needed.add("x");
        });
        spec.positionalParameters().stream()
                .filter(each -> each.arity().min() > 0)
                .forEach(each -> needed.add(each.type().isEnum() ? "bash" : "x"));
        return needed;
    }

    @Test
    void thereAreSome() {
        assertThat(flags().map(Flag::toString))
                .contains(
                        "fetch --dry-run",
                        "fetch --recordings",
                        "fetch --force",
                        "verify --repair",
                        "fetch --keep-archives",
                        "eval --signature-only",
                        "eval --github-summary",
                        "list --hash");
    }

    @ParameterizedTest
    @MethodSource("someFlags")
    void theFlagWins(Flag flag) {
        assertThat(flag.with("1", flag.on())).as("on, beside 1").isTrue();
        assertThat(flag.with("maybe", flag.on())).as("on, beside what is wrong").isTrue();
        assertThat(flag.with("1", flag.option + OFF)).as("off, beside 1").isFalse();
    }

    @ParameterizedTest
    @MethodSource("someFlags")
    void theVariableAloneCounts(Flag flag) {
        assertThat(flag.with("yes")).isTrue();
        assertThat(flag.with("no")).isFalse();
    }

    @Test
    void theWordsOfAVariable() {
        Flag flag = new Flag("fetch", "--dry-run", false, List.of());
        assertThat(List.of("1", "true", "yes")).allMatch(flag::with);
        assertThat(List.of("0", "false", "no", "")).noneMatch(flag::with);
        for (String value : List.of("2", "TRUE", "on", " ", "-1")) {
            whatIsNeitherIsWrongUsage(flag, value);
        }
    }

    @ParameterizedTest
    @MethodSource("someFlags")
    void whatIsNeitherIsWrongUsage(Flag flag) {
        whatIsNeitherIsWrongUsage(flag, "maybe");
    }

    private static void whatIsNeitherIsWrongUsage(Flag flag, String value) {
        List<String> args = new ArrayList<>(List.of(flag.command));
        args.addAll(flag.needed);
        CommandRun.Result result =
                CommandRun.plain().with(flag.variable(), value).run(args.toArray(String[]::new));
        assertThat(result.code()).as(value).isEqualTo(2);
        assertThat(result.err())
                .startsWith("error: " + flag.variable() + " (for " + flag.option + "): expected 1, true or yes, or"
                        + " 0, false, no or empty, got '" + value + "'");
    }

    @Test
    void aWrongVariableIsNoReasonNotToShowHelp() {
        assertThat(CommandRun.plain()
                        .with("INATSOUNDS_DRY_RUN", "maybe")
                        .run("fetch", "--help")
                        .code())
                .isZero();
    }

    /** The preset has its own word then. */
    @Test
    void anEmptyVariableOfAnOptionWithAValueCountsAsNotSet() {
        CommandLine all = Main.read(session("INATSOUNDS_BY_WINDOW_SUM", ""), "spectrogram", "x");
        OptionSpec option = optionOf(all, "spectrogram", "--by-window-sum");
        assertThat(option.<Object>getValue()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"yes,1,0", "1,1,0", "true,1,0", "no,0,0", "'',0,0", "0,0,0", "on,2,2", "2,2,0"})
    void quietAndVerboseAreRead(String value, int quiet, int verbose) {
        CommandRun.Result result =
                CommandRun.plain().with("INATSOUNDS_QUIET", value).run("terms");
        assertThat(result.code()).isEqualTo(quiet == 2 ? 2 : 0);
        result = CommandRun.plain().with("INATSOUNDS_VERBOSE", value).run("terms");
        assertThat(result.code()).isEqualTo(verbose);
    }

    @ParameterizedTest
    @CsvSource({"INATSOUNDS_N_FFT", "INATSOUNDS_FFT_SIZE"})
    void eachNameOfAnOptionHasAVariable(String variable) {
        CommandLine all = Main.read(session(variable, "512"), "spectrogram", "x");
        assertThat((Integer) optionOf(all, "spectrogram", "--n-fft").getValue()).isEqualTo(512);
    }

    /** Variables are shared by all commands: what a name means can't depend on the command. */
    @Test
    void aNameBelongsToTheSameOptionInAllCommands() {
        Map<String, List<String>> meanings = new LinkedHashMap<>();
        Main.read(session("", null), "terms")
                .getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().options().forEach(option -> {
                    for (String name : option.names()) {
                        assertThat(meanings.computeIfAbsent(name, key -> List.of(option.names())))
                                .as(name)
                                .containsExactly(option.names());
                    }
                }));
        assertThat(meanings).containsKeys("--n-fft", "--hop-length", "--f-min");
    }
}
