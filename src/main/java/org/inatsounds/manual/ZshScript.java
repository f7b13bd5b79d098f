package org.inatsounds.manual;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completion for zsh: to be kept as {@code _inatsounds} on its {@code fpath}, or to be sourced.
 *
 * @see <a href="https://zsh.sourceforge.io/Doc/Release/Completion-System.html">The completion system</a>
 */
final class ZshScript {

    private final CommandLine root;
    private final String program;

    ZshScript(CommandLine root) {
        this.root = root;
        this.program = root.getCommandName();
    }

    String text() {
        String function = "_" + program;
        return String.format(
                Locale.ROOT,
                """
                #compdef %1$s
                # Completion of %1$s for zsh.

                %2$s() {
                  local curcontext="$curcontext" state
                  local -a line
                  typeset -A opt_args

                  _arguments -C -s \\
                %3$s
                    '1: :->command' \\
                    '*:: :->arguments'

                  case $state in
                    command)
                      local -a commands
                      commands=(
                %4$s
                      )
                      _describe -t commands command commands
                      ;;
                    arguments)
                      case $words[1] in
                %5$s
                      esac
                      ;;
                  esac
                }

                if [ "${funcstack[1]}" = %2$s ]; then
                  %2$s "$@"
                else
                  compdef %2$s %1$s
                fi
                """,
                program,
                function,
                lines(specs(root.getCommandSpec()), "    ", " \\"),
                commands(),
                cases());
    }

    private String commands() {
        List<String> commands = new ArrayList<>();
        Shell.commands(root).forEach((name, command) -> commands.add(quoted(name + ":" + Shell.summary(command))));
        return lines(commands, "        ", "").stripTrailing();
    }

    private String cases() {
        StringBuilder cases = new StringBuilder();
        Shell.commands(root).forEach((name, command) -> {
            List<String> specs = specs(command.getCommandSpec());
            cases.append("        ").append(name).append(")\n          _arguments -s \\\n");
            cases.append(lines(specs, "            ", " \\").replaceAll(" \\\\$", ""));
            cases.append("\n          ;;\n");
        });
        return cases.toString().stripTrailing();
    }

    private static List<String> specs(CommandSpec command) {
        List<String> specs = new ArrayList<>();
        Shell.options(command).forEach(option -> specs.add(spec(option)));
        int place = 0;
        for (PositionalParamSpec each : command.positionalParameters()) {
            place++;
            String where = each.arity().isVariable() || each.arity().max() > 1 ? "*" : String.valueOf(place);
            specs.add(quoted(where + "::" + escaped(each.paramLabel()) + ":" + action(new Argument(each))));
        }
        return specs;
    }

    /** {@code '(-q --quiet)'{-q,--quiet}'[what it does]:LABEL:action'}. */
    private static String spec(OptionSpec option) {
        Argument argument = new Argument(option);
        boolean flag = argument.kind() == Argument.Kind.FLAG;
        List<String> names = new ArrayList<>();
        Collections.addAll(names, option.names());
        String rest = "[" + escaped(argument.summary()) + "]"
                + (flag ? "" : ":" + escaped(option.paramLabel()) + ":" + action(argument));
        boolean repeatable = option.isMultiValue();
        String before = repeatable ? "*" : names.size() > 1 ? "(" + String.join(" ", names) + ")" : "";
        List<String> forms = names.stream()
                .map(name -> flag ? name : name.startsWith("--") ? name + "=" : name + "+")
                .toList();
        return forms.size() == 1
                ? quoted(before + forms.get(0) + rest)
                : quoted(before) + "{" + String.join(",", forms) + "}" + quoted(rest);
    }

    private static String action(Argument argument) {
        return switch (argument.kind()) {
            case FILE -> "_files";
            case FOLDER -> "_files -/";
            case WORD -> "(" + String.join(" ", argument.words()) + ")";
            case FLAG, TEXT -> " ";
        };
    }

    private static String lines(List<String> specs, String indent, String end) {
        return String.join("\n", specs.stream().map(spec -> indent + spec + end).toList());
    }

    /** Brackets and colons have a meaning in a specification. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
