package org.inatsounds.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inatsounds.cli.option.EnvironmentDefaults;
import org.inatsounds.cli.option.OptionName;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code inatsounds help} tells besides commands. The texts are resources of this package. */
enum Topic {
    /** The exit codes. */
    EXIT_CODES,
    /** What is read and written. */
    FORMATS,
    /** The variables, those of all options included. */
    ENVIRONMENT;

    private static final int NAME_WIDTH = 34;

    /** As users type it: {@code exit-codes}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The whole text, with a line break at the end.
     *
     * @param root the program, whose options the variables are of
     */
    String text(CommandLine root) {
        String text = resource();
        return this == ENVIRONMENT ? text + variables(root) : text;
    }

    private String resource() {
        try (InputStream in = Topic.class.getResourceAsStream(label() + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line an option: its variable, and the commands that have it. */
    private static String variables(CommandLine root) {
        Map<String, TreeSet<String>> commands = new TreeMap<>();
        root.getSubcommands().forEach((name, command) -> {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.hidden() && !option.usageHelp() && !option.versionHelp()) {
                    for (String longName : OptionName.all(option)) {
                        commands.computeIfAbsent(EnvironmentDefaults.variable(longName), key -> new TreeSet<>())
                                .add(option.inherited() ? "every command" : name);
                    }
                }
            }
        });
        return commands.entrySet().stream()
                .map(entry -> "  " + padded(entry.getKey()) + String.join(", ", entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String padded(String name) {
        return name + " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
    }
}
