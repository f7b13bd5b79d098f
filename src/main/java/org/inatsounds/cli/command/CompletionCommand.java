package org.inatsounds.cli.command;

import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.manual.Shell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code inatsounds completion}. */
@Command(name = "completion")
final class CompletionCommand extends SessionCommand {

    @Parameters(paramLabel = "SHELL", descriptionKey = "SHELL")
    private Shell shell;

    CompletionCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        session.console().out().print(shell.script(HelpText.addTo(spec.root().commandLine())));
        return ExitCode.OK;
    }
}
