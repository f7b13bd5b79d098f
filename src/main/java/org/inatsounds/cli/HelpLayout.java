package org.inatsounds.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.inatsounds.cli.command.HelpText;
import org.inatsounds.cli.option.EnvironmentDefaults;
import org.inatsounds.cli.option.OptionName;
import org.inatsounds.cli.terminal.Console;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How help looks: an example first (the {@code header} of a command), then usage, description, arguments, the command's own
 * options, those of every command, and the environment. As wide as the terminal, within reason.
 */
final class HelpLayout {

    private static final int NARROWEST = 80;
    private static final int WIDEST = 100;
    private static final String COMMON_OPTIONS = "commonOptions";
    private static final String ENVIRONMENT = "environment";

    private HelpLayout() {}

    /** To be called when all commands are in place. */
    static void applyTo(CommandLine commandLine, Console console) {
        commandLine.setHelpFactory((command, colours) -> {
            HelpText.addTo(command.root().commandLine());
            return new Help(command, colours);
        });
        commandLine.setUsageHelpWidth(Math.max(NARROWEST, Math.min(WIDEST, console.columns())));
        commandLine.setHelpSectionKeys(List.of(
                UsageMessageSpec.SECTION_KEY_HEADER,
                UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
                UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
                UsageMessageSpec.SECTION_KEY_DESCRIPTION,
                UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
                UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                COMMON_OPTIONS,
                ENVIRONMENT));
        describe(commandLine);
        commandLine.getSubcommands().values().forEach(HelpLayout::describe);
    }

    private static void describe(CommandLine commandLine) {
        boolean isRoot = commandLine.getParent() == null;
        commandLine.getCommandSpec().usageMessage().abbreviateSynopsis(true).descriptionHeading("%n");
        var sections = commandLine.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, HelpLayout::arguments);
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpLayout::commands);
        sections.put(
                UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                help -> isRoot ? "" : options(help, "Options:", option -> !option.inherited()));
        sections.put(
                COMMON_OPTIONS,
                help -> options(
                        help, "Options of every command, before or after its name:", o -> isRoot || o.inherited()));
        sections.put(ENVIRONMENT, help -> environment(help, isRoot));
    }

    private static String arguments(Help help) {
        return section("Arguments:", help.parameterList());
    }

    private static String options(Help help, String heading, Predicate<OptionSpec> which) {
        List<OptionSpec> options = new ArrayList<>();
        for (OptionSpec option : help.commandSpec().options()) {
            if (!option.hidden() && which.test(option)) {
                options.add(option);
            }
        }
        return options.isEmpty()
                ? ""
                : section(
                        heading,
                        help.optionListExcludingGroups(
                                options, help.createDefaultLayout(), null, help.parameterLabelRenderer()));
    }

    /** Each command with the first line of its description. */
    private static String commands(Help help) {
        int longest = help.subcommands().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        StringBuilder list = new StringBuilder();
        help.subcommands()
                .forEach((name, command) -> list.append("  ")
                        .append(name)
                        .append(" ".repeat(longest - name.length() + 2))
                        .append(command.commandSpec().usageMessage().description()[0])
                        .append('\n'));
        return section("Commands:", list.toString());
    }

    private static String environment(Help help, boolean isRoot) {
        if (isRoot) {
            return """

                Environment variables: --progress is INATSOUNDS_PROGRESS, and so on.
                'inatsounds COMMAND --help' shows the help of one command.
                """;
        }
        return help.commandSpec().options().stream()
                .filter(option -> !option.hidden() && !option.inherited())
                .map(OptionName::of)
                .filter(name -> name.startsWith("--"))
                .findFirst()
                .map(name -> "\nEnvironment variables: " + name + " is " + EnvironmentDefaults.variable(name)
                        + ", and so on.\n")
                .orElse("");
    }

    private static String section(String heading, String body) {
        return body.isEmpty() ? "" : "\n" + heading + "\n" + body;
    }
}
