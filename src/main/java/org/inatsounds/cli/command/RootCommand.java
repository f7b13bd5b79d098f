package org.inatsounds.cli.command;

import java.util.List;
import org.inatsounds.cli.option.CommonOptions;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code inatsounds} itself. Without a command it shows its help on standard error, and that is wrong usage. */
@Command(name = "inatsounds", versionProvider = Version.class)
public final class RootCommand extends SessionCommand {

    @Mixin
    private final CommonOptions common;

    public RootCommand(Session session) {
        super(session);
        this.common = new CommonOptions(session.environment());
    }

    /**
     * The other commands, in the order in which they are used.
     *
     * @param nested runs a command within another one
     */
    public static List<Object> others(Session session, DemoCommand.Commands nested) {
        return List.of(
                new FetchCommand(session),
                new IndexCommand(session),
                new VerifyCommand(session),
                new StatsCommand(session),
                new ListCommand(session),
                new SubsetCommand(session),
                new SpectrogramCommand(session),
                new ShowCommand(session),
                new PredictCommand(session),
                new EvalCommand(session),
                new ReportCommand(session),
                new NamesCommand(session),
                new AttributionCommand(session),
                new DemoCommand(session, nested),
                new TermsCommand(session),
                new CompletionCommand(session),
                new HelpCommand(session));
    }

    /** Whether a command's answer has to do with all of them. */
    public static boolean tellsOfOthers(Object command) {
        return command instanceof HelpCommand || command instanceof CompletionCommand;
    }

    public CommonOptions common() {
        return common;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = spec.commandLine();
        session.console()
                .error("expected a command\n\n" + commandLine.getUsageMessage().stripTrailing());
        return ExitCode.USAGE;
    }
}
