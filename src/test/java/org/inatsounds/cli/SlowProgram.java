package org.inatsounds.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.inatsounds.BadInputException;
import org.inatsounds.cli.terminal.Session;
import picocli.CommandLine.Command;

/** A program of its own, that works until it is stopped, ends at once, or fails in a thread. */
public final class SlowProgram {

    @Command(name = "slow", description = "Works until it is stopped.")
    static final class SlowCommand implements Callable<Integer> {

        private final Session session;

        SlowCommand(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws InterruptedException {
            session.console().onInterrupt("interrupted: what is on disk is resumable");
            session.console().out().print("started\n");
            session.console().out().flush();
            if (session.environment().has("AT_ONCE")) {
                return 3;
            }
            if (session.environment().has("IN_A_THREAD")) {
                Thread thread = new Thread(() -> {
                    throw new BadInputException("from a thread");
                });
                thread.start();
                thread.join();
                return 0;
            }
            String unfinished = session.environment().get("UNFINISHED");
            if (unfinished != null) {
                session.write(Path.of(unfinished), out -> {
                    out.write(1);
                    session.console().out().print("begun\n");
                    session.console().out().flush();
                    waitUntilStopped();
                });
            }
            waitUntilStopped();
            return 0;
        }

        private static void waitUntilStopped() {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new AssertionError("nobody stopped it");
        }
    }

    private SlowProgram() {}

    public static void main(String[] args) {
        Session session = Session.ofProcess();
        System.exit(Main.runWatched(session, List.of(new SlowCommand(session)), args));
    }
}
