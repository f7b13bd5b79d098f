package org.inatsounds.cli;

import java.util.Arrays;
import java.util.List;
import org.inatsounds.cli.option.EnvironmentDefaults;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options that take several words with commas between. */
final class ListedWords {

    private ListedWords() {}

    /**
     * Refuses lists of nothing but commas, which come of variables of a shell that are not set ({@code --license "$A,$B"}). They
     * are no words for picocli: a filter would let everything through, and a gate would be met.
     *
     * @throws ParameterException if there is one
     */
    static void requireSome(ParseResult parsed, EnvironmentDefaults variables) {
        for (ParseResult each = parsed; each != null; each = each.hasSubcommand() ? each.subcommand() : null) {
            CommandLine command = each.commandSpec().commandLine();
            for (OptionSpec option : each.commandSpec().options()) {
                for (String value : option.splitRegex().isEmpty() ? List.<String>of() : given(option, variables)) {
                    if (!value.isEmpty() && Arrays.stream(value.split(",", -1)).allMatch(String::isBlank)) {
                        throw new ParameterException(command, "expected at least one value", option, value);
                    }
                }
            }
        }
    }

    private static List<String> given(OptionSpec option, EnvironmentDefaults variables) {
        String variable = variables.textBehind(option);
        return option.originalStringValues().isEmpty() && variable != null
                ? List.of(variable)
                : option.originalStringValues();
    }
}
