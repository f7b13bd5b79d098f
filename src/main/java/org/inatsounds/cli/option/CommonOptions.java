package org.inatsounds.cli.option;

import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Colour;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.ProgressMode;
import org.inatsounds.cli.terminal.Verbosity;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command understands, before or after its name: {@code inatsounds -v fetch} is {@code inatsounds fetch -v}. */
public final class CommonOptions {

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT)
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT)
    private boolean[] verbose = {};

    @Option(names = "--progress", scope = ScopeType.INHERIT, paramLabel = "WHEN", defaultValue = "auto")
    private ProgressMode progress = ProgressMode.AUTO;

    @Option(names = "--color", scope = ScopeType.INHERIT, paramLabel = "WHEN", defaultValue = "auto")
    private Colour colour = Colour.AUTO;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true)
    @SuppressWarnings("unused") // picocli asks for its value by itself.
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            scope = ScopeType.INHERIT,
            versionHelp = true)
    @SuppressWarnings("unused") // The same.
    private boolean version;

    private final Environment environment;

    public CommonOptions(Environment environment) {
        this.environment = environment;
    }

    /** What the options say together. */
    public Console.Settings settings() {
        return new Console.Settings(verbosity(), colour, progress);
    }

    /** A flag wins over the environment; of the two variables, being quiet wins. */
    private Verbosity verbosity() {
        if (quiet && verbose.length > 0) {
            throw new UsageException("-q and -v contradict each other: expected one of them");
        }
        if (quiet || (verbose.length == 0 && variable("INATSOUNDS_QUIET", 1) > 0)) {
            return Verbosity.QUIET;
        }
        int times = verbose.length > 0 ? verbose.length : variable("INATSOUNDS_VERBOSE", 2);
        return times == 0 ? Verbosity.NORMAL : times == 1 ? Verbosity.VERBOSE : Verbosity.DEBUG;
    }

    /** How often the variable says it. */
    private int variable(String name, int highest) {
        String value = environment.get(name);
        if (value == null) {
            return 0;
        }
        if (highest > 1 && value.equals("2")) {
            return 2;
        }
        Boolean on = EnvironmentDefaults.flag(value);
        if (on == null) {
            throw new UsageException(name + ": " + EnvironmentDefaults.FLAG + (highest > 1 ? ", or 2 for -vv" : "")
                    + ", got '" + value + "'");
        }
        return on ? 1 : 0;
    }
}
