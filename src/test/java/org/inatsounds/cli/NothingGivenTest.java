package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.inatsounds.cli.option.EnvironmentDefaults;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Terminal;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a shell makes of variables that are not set, for every option of every command that has a path or a list: {@code -o "$OUT"}
 * is no wish for the current folder, and {@code --license "$A,$B"} none for all licences.
 */
final class NothingGivenTest {

    /** An option of a command. */
    record Named(String command, String option) {
        @Override
        public String toString() {
            return command + " " + option;
        }
    }

    private static Map<String, CommandLine> commands() {
        Environment environment = Environment.of(Map.of());
        Console console = new Console(
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Terminal.NONE, environment);
        return Main.read(new Session(environment, console, InputStream.nullInputStream()), "terms")
                .getSubcommands();
    }

    private static Stream<Named> options(Predicate<ArgSpec> which) {
        return commands().entrySet().stream()
                .flatMap(each -> each.getValue().getCommandSpec().options().stream()
                        .filter(which)
                        .map(option -> new Named(each.getKey(), option.longestName())));
    }

    static Stream<Named> paths() {
        return options(option -> Arrays.asList(option.auxiliaryTypes()).contains(Path.class));
    }

    static Stream<Named> somePaths() {
        return Sweep.of(paths());
    }

    static Stream<Named> lists() {
        return options(option -> !option.splitRegex().isEmpty());
    }

    static Stream<Named> someLists() {
        return Sweep.of(lists());
    }

    private static CommandRun.Result run(CommandRun run, Named named, String... more) {
        List<String> words = new ArrayList<>(List.of(named.command));
        words.addAll(List.of(more));
        CommandLine command = Objects.requireNonNull(commands().get(named.command));
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.required() && !option.longestName().equals(named.option)) {
                words.add(option.longestName() + "=x");
            }
        }
        command.getCommandSpec().positionalParameters().stream()
                .filter(each -> each.arity().min() > 0)
                .forEach(each -> words.add("x"));
        return run.run(words.toArray(String[]::new));
    }

    @Test
    void thereAreSome() {
        assertThat(paths().map(Named::toString))
                .contains("fetch --data", "subset --output", "eval --per-class", "list --annotations");
        assertThat(lists().map(Named::toString))
                .contains("fetch --taxon", "list --license", "eval --fail-under", "eval --ignore-columns");
    }

    @ParameterizedTest
    @MethodSource("somePaths")
    void isNoPath(Named named) {
        CommandRun.Result result = run(CommandRun.plain(), named, named.option + "=");
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err())
                .contains(named.option + ": expected a file or a folder (the current one is .), got ''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectrogram -o x", "show", "eval", "report -o x", "stats"})
    void isNoArgument(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add("");
        CommandRun.Result result = CommandRun.plain().run(words.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("got ''");
    }

    @ParameterizedTest
    @MethodSource("someLists")
    void isNoList(Named named) {
        for (String nothing : List.of(",", ", ,")) {
            CommandRun.Result result = run(CommandRun.plain(), named, named.option + "=" + nothing);
            assertThat(result.code()).as(result.err()).isEqualTo(2);
            assertThat(result.err()).startsWith("error: " + named.option + ": ").contains("got '");
        }
    }

    @ParameterizedTest
    @MethodSource("someLists")
    void isNoListInAVariable(Named named) {
        String variable = EnvironmentDefaults.variable(named.option);
        CommandRun.Result result = run(CommandRun.plain().with(variable, ","), named);
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: " + variable).contains("got ','");
    }
}
