package org.inatsounds.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code inatsounds terms}. */
@Command(
        name = "terms",
        header = {"Example:", "  inatsounds terms", ""},
        description = "Show the terms of use of the dataset.")
final class TermsCommand implements Callable<Integer> {

    private final Session session;

    TermsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.console().out().print(Terms.text());
        return ExitCode.OK;
    }
}
