package org.inatsounds.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.EnvironmentDefaults;
import org.inatsounds.cli.option.OptionName;
import org.inatsounds.internal.Suggestions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, in one line: the option, what was expected, what was got.
 *
 * <p>A converter of an option's value says what it expects in a {@link TypeConversionException}, for example {@code expected
 * a rate such as 10M}; the subject is added here, and the value where the converter doesn't say it.
 */
final class UsageErrors {

    private final EnvironmentDefaults environment;

    UsageErrors(EnvironmentDefaults environment) {
        this.environment = environment;
    }

    /** Whether it is a variable of the environment that is wrong. */
    boolean isAboutAVariable(ParameterException error) {
        ArgSpec argument = error.getArgSpec();
        return argument != null && environment.variableBehind(argument) != null;
    }

    String message(ParameterException error) {
        CommandSpec command = error.getCommandLine().getCommandSpec();
        if (error instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().get(0), command);
        }
        if (error instanceof MissingParameterException missing) {
            return missing(missing, command);
        }
        if (error instanceof OverwrittenOptionException twice) {
            return subject(twice.getOverwritten()) + ": expected at most once";
        }
        ArgSpec argument = error.getArgSpec();
        if (argument == null) {
            return firstLine(error.getMessage());
        }
        String got = error.getValue();
        if (got == null) {
            return subject(argument) + ": " + firstLine(error.getMessage());
        }
        String expected = expected(argument, error, environment.variableBehind(argument) != null);
        String andGot = expected.contains("got ") ? "" : ", got '" + got + "'";
        return subject(argument) + ": " + expected + andGot + near(argument, got);
    }

    private static String unmatched(String got, CommandSpec command) {
        if (got.startsWith("-") && got.length() > 1) {
            String name = got.contains("=") ? got.substring(0, got.indexOf('=')) : got;
            List<String> names = new ArrayList<>();
            command.options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> names.addAll(Arrays.asList(option.names())));
            return "unknown option '" + name + "'" + Suggestions.question(name, names);
        }
        if (!command.subcommands().isEmpty()) {
            return "there is no command '" + got + "'"
                    + Suggestions.question(got, command.subcommands().keySet());
        }
        return "'" + got + "': expected no such argument";
    }

    private static String missing(MissingParameterException error, CommandSpec command) {
        ArgSpec argument = error.getMissing().isEmpty()
                ? error.getArgSpec()
                : error.getMissing().get(0);
        if (argument instanceof OptionSpec option) {
            // The same exception means that a required option is not there, or that its value is not.
            return OptionName.of(option) + (option.required() ? " is missing" : "") + ": expected a value, "
                    + OptionName.of(option) + " " + option.paramLabel();
        }
        return argument == null
                ? firstLine(error.getMessage())
                : argument.paramLabel() + " is missing: expected '" + command.qualifiedName() + " "
                        + argument.paramLabel() + "'";
    }

    private String subject(ArgSpec argument) {
        String name = argument instanceof OptionSpec option ? OptionName.of(option) : argument.paramLabel();
        String variable = environment.variableBehind(argument);
        return variable == null ? name : variable + " (for " + name + ")";
    }

    private static String expected(ArgSpec argument, ParameterException error, boolean variable) {
        if (error.getCause() instanceof UsageException unusable) {
            return firstLine(unusable.getMessage());
        }
        if ((argument.converters().length > 0 || type(argument) == Path.class)
                && error.getCause() instanceof TypeConversionException cause) {
            return firstLine(cause.getMessage());
        }
        Class<?> type = type(argument);
        if (type.isEnum()) {
            return "expected " + oneOf(names(type));
        }
        if (type == boolean.class || type == Boolean.class) {
            return variable ? EnvironmentDefaults.FLAG : "expected true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "expected a whole number";
        }
        if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return "expected a number";
        }
        return "expected " + argument.paramLabel();
    }

    private static Class<?> type(ArgSpec argument) {
        return argument.typeInfo().isMultiValue()
                ? argument.typeInfo().getAuxiliaryTypes()[0]
                : argument.typeInfo().getType();
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    }

    /** For example {@code auto, always or never}. */
    private static String oneOf(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static String near(ArgSpec argument, String got) {
        return type(argument).isEnum() ? Suggestions.question(got, names(type(argument))) : "";
    }

    private static String firstLine(@Nullable String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.isEmpty()
                ? "can't be understood"
                : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
    }

    /** Where to read on. */
    static String advice(CommandLine command) {
        return "try '" + command.getCommandSpec().qualifiedName() + " --help'";
    }
}
