package org.inatsounds.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every long option has a variable: {@code --limit-rate} has {@code INATSOUNDS_LIMIT_RATE}. It counts where the option is
 * not given. Flags take true, false, 1 or 0. An empty variable counts as not set.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

    private static final String PREFIX = "INATSOUNDS_";

    /** These two hang together: {@link CommonOptions} reads their variables itself. */
    private static final Set<String> READ_ELSEWHERE = Set.of("--quiet", "--verbose");

    private final Environment environment;
    private final Map<ArgSpec, String> used = new HashMap<>();
    private boolean ignored;

    EnvironmentDefaults(Environment environment) {
        this.environment = environment;
    }

    static String variable(String longOption) {
        return PREFIX + longOption.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** From now on there is no environment. */
    void ignore() {
        ignored = true;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (ignored
                || !(argument instanceof OptionSpec option)
                || option.usageHelp()
                || option.versionHelp()
                || !option.longestName().startsWith("--")
                || READ_ELSEWHERE.contains(option.longestName())) {
            return null;
        }
        String variable = variable(option.longestName());
        String value = environment.get(variable);
        if (value == null || value.isEmpty()) {
            return null;
        }
        used.put(argument, variable);
        return isFlag(option) ? flag(value) : value;
    }

    /** The variable that an option has its value from, or {@code null} where the value is not from the environment. */
    @Nullable
    String variableBehind(ArgSpec argument) {
        return used.get(argument);
    }

    private static boolean isFlag(OptionSpec option) {
        return option.typeInfo().isBoolean();
    }

    private static String flag(String value) {
        return switch (value) {
            case "1" -> "true";
            case "0" -> "false";
            default -> value;
        };
    }
}
