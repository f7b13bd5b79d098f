package org.inatsounds.cli.command;

import java.util.concurrent.Callable;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.release.Terms;
import picocli.CommandLine.Command;

/** {@code inatsounds terms}. */
@Command(
        name = "terms",
        header = {"Example:", "  inatsounds terms", ""},
        description = "Show the terms of use of the dataset.")
public final class TermsCommand implements Callable<Integer> {

    private final Session session;

    public TermsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.console().out().print(Terms.text());
        return ExitCode.OK;
    }
}
