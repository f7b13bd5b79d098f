package org.inatsounds.cli.command;

import java.util.concurrent.Callable;
import org.inatsounds.cli.terminal.Session;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: the process that it runs in, and its own place on the command line. */
abstract class SessionCommand implements Callable<Integer> {

    final Session session;

    @Spec
    CommandSpec spec;

    SessionCommand(Session session) {
        this.session = session;
    }
}
