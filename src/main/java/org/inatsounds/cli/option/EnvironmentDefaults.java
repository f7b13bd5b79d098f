package org.inatsounds.cli.option;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inatsounds.cli.terminal.Environment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Every long name of an option has a variable: {@code --limit-rate} has {@code INATSOUNDS_LIMIT_RATE}. It counts where the option is
 * not given; a leading {@code ~/} is the home folder, and an empty variable counts as not set.
 *
 * <p>Flags take 1, true, yes, 0, false, no, or nothing, which is off. Their variables are no defaults for picocli, which would
 * take the flag for the opposite of its default: {@link #setFlags} sets them once the command line is read.
 */
public final class EnvironmentDefaults implements IDefaultValueProvider {

    private static final String PREFIX = "INATSOUNDS_";

    /** These two hang together: {@link CommonOptions} reads their variables itself. */
    private static final Set<String> READ_ELSEWHERE = Set.of("--quiet", "--verbose");

    /** What the variable of a flag has to be. */
    public static final String FLAG = "expected 1, true or yes, or 0, false, no or empty";

    private final Environment environment;
    private final Map<ArgSpec, String> used = new HashMap<>();
    private boolean ignored;

    public EnvironmentDefaults(Environment environment) {
        this.environment = environment;
    }

    public static String variable(String longOption) {
        return PREFIX + longOption.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** From now on there is no environment. */
    public void ignore() {
        ignored = true;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !hasVariable(option) || isFlag(option)) {
            return null;
        }
        for (String name : OptionName.all(option)) {
            String variable = variable(name);
            String value = environment.get(variable);
            if (value != null && !value.isEmpty()) {
                used.put(argument, variable);
                return environment.inHome(value);
            }
        }
        return null;
    }

    /**
     * Sets the flags that are not on the command line, and have a variable.
     *
     * @throws ParameterException if one is neither on nor off
     */
    public void setFlags(ParseResult parsed) {
        Set<String> given = new HashSet<>();
        for (ParseResult each = parsed; each != null; each = next(each)) {
            each.matchedOptionsSet().forEach(option -> given.add(OptionName.of(option)));
        }
        for (ParseResult each = parsed; each != null; each = next(each)) {
            for (OptionSpec option : each.commandSpec().options()) {
                if (hasVariable(option) && isFlag(option) && !given.contains(OptionName.of(option))) {
                    setFlag(option, each.commandSpec().commandLine());
                }
            }
        }
    }

    private static @Nullable ParseResult next(ParseResult parsed) {
        return parsed.hasSubcommand() ? parsed.subcommand() : null;
    }

    private void setFlag(OptionSpec option, CommandLine command) {
        String variable = variable(OptionName.of(option));
        String value = environment.get(variable);
        // Of an option that takes true or false, nothing is neither.
        if (value == null || (value.isEmpty() && option.arity().min() > 0)) {
            return;
        }
        used.put(option, variable);
        Boolean on = flag(value);
        if (on == null) {
            throw new ParameterException(command, variable + ": " + FLAG, option, value);
        }
        option.setValue(on);
    }

    /** The variable that an option has its value from, or {@code null} where the value is not from the environment. */
    @Nullable
    public String variableBehind(ArgSpec argument) {
        return used.get(argument);
    }

    /** What that variable says. */
    @Nullable
    public String textBehind(ArgSpec argument) {
        String variable = used.get(argument);
        return variable == null ? null : environment.get(variable);
    }

    private boolean hasVariable(OptionSpec option) {
        return !ignored
                && !option.usageHelp()
                && !option.versionHelp()
                && !OptionName.all(option).isEmpty()
                && !READ_ELSEWHERE.contains(OptionName.of(option));
    }

    public static boolean isFlag(OptionSpec option) {
        return option.typeInfo().isBoolean();
    }

    /** What the variable of a flag says; {@code null} if it can't be understood. */
    static @Nullable Boolean flag(String value) {
        return switch (value) {
            case "1", "true", "yes" -> true;
            case "0", "false", "no", "" -> false;
            default -> null;
        };
    }
}
