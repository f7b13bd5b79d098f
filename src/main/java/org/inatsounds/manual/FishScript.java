package org.inatsounds.manual;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completion for fish.
 *
 * @see <a href="https://fishshell.com/docs/current/completions.html">Writing your own completions</a>
 */
final class FishScript {

    private final CommandLine root;
    private final String program;
    private final StringBuilder script = new StringBuilder();

    FishScript(CommandLine root) {
        this.root = root;
        this.program = root.getCommandName();
    }

    String text() {
        line("# Completion of " + program + " for fish.");
        line("complete -c " + program + " -f");
        root.getCommandSpec().options().forEach(option -> option("__fish_use_subcommand", option));
        Shell.commands(root).forEach((name, command) -> {
            line("complete -c " + program + " -n __fish_use_subcommand -a " + name + " -d "
                    + quoted(Shell.summary(command)));
            String seen = "__fish_seen_subcommand_from " + name;
            Shell.options(command.getCommandSpec()).forEach(option -> option(seen, option));
            command.getCommandSpec().positionalParameters().forEach(argument -> argument(seen, argument));
        });
        return script.toString();
    }

    private void option(String condition, OptionSpec option) {
        Argument argument = new Argument(option);
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        String value = switch (argument.kind()) {
            case FLAG -> "";
            case FILE -> " -r -F";
            case FOLDER -> " -x -a '(__fish_complete_directories)'";
            case WORD -> " -x -a " + quoted(String.join(" ", argument.words()));
            case TEXT -> " -x";
        };
        line("complete -c " + program + " -n " + quoted(condition) + names + value + " -d "
                + quoted(argument.summary()));
    }

    private void argument(String condition, ArgSpec spec) {
        Argument argument = new Argument(spec);
        String start = "complete -c " + program + " -n " + quoted(condition);
        if (!argument.words().isEmpty()) {
            line(start + " -a " + quoted(String.join(" ", argument.words())));
        }
        if (argument.kind() == Argument.Kind.FILE) {
            line(start + " -F");
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private void line(String text) {
        script.append(text).append('\n');
    }
}
