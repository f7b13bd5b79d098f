package org.inatsounds.cli.option;

import java.util.List;
import org.inatsounds.UsageException;
import picocli.CommandLine.Model.CommandSpec;

/** Options that mean something only beside another one: none is taken and ignored. */
public final class Needed {

    private Needed() {}

    /**
     * Refuses options on the command line whose condition is not met. Their variables are no wish, and may be set for other
     * commands.
     *
     * @param met whether what they need is there
     * @param other what they need, for example {@code --to png}
     */
    public static void require(CommandSpec command, boolean met, String other, List<String> options) {
        refuse(command, !met, options, "expected " + other + " with it; alone, it has no effect");
    }

    /**
     * Refuses options on the command line that change nothing beside another one.
     *
     * @param there whether that is there
     * @param other for example {@code -o}
     */
    public static void refuseBeside(CommandSpec command, boolean there, String other, List<String> options) {
        refuse(command, there, options, "expected no " + other + " with it; together, it has no effect");
    }

    /**
     * Refuses options on the command line that are about one model where there are several.
     *
     * @param files how many files of predictions there are
     */
    public static void refuseForSeveral(CommandSpec command, int files, List<String> options) {
        String why = "expected one file of predictions with it, got " + files + ": it is about one model";
        refuse(command, files > 1, options, why);
    }

    private static void refuse(CommandSpec command, boolean wrong, List<String> options, String why) {
        for (String option : options) {
            if (wrong && command.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new UsageException(option + ": " + why);
            }
        }
    }
}
