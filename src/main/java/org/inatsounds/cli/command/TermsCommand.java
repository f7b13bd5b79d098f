package org.inatsounds.cli.command;

import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.release.Terms;
import picocli.CommandLine.Command;

/** {@code inatsounds terms}. */
@Command(name = "terms")
final class TermsCommand extends SessionCommand {

    TermsCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        session.console().out().print(Terms.text());
        return ExitCode.OK;
    }
}
