package org.inatsounds.cli.command;

import org.inatsounds.cli.manual.Shell;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code inatsounds completion}. */
@Command(
        name = "completion",
        header = {
            "Examples:",
            "  source <(inatsounds completion bash)     in ~/.bashrc",
            "  source <(inatsounds completion zsh)      in ~/.zshrc, after compinit",
            "  inatsounds completion fish > ~/.config/fish/completions/inatsounds.fish",
            ""
        },
        description = {
            "Print the script that lets a shell complete commands and options.",
            "",
            "It works for the command inatsounds, which must be on PATH."
        })
final class CompletionCommand extends SessionCommand {

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell;

    CompletionCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        session.console().out().print(shell.script(spec.root().commandLine()));
        return ExitCode.OK;
    }
}
