package org.inatsounds.cli;

import java.time.Duration;
import java.util.List;

/**
 * Runs harmless commands in one process, so that the JVM can note which classes a command loads and keep them ready for the
 * next start. The launcher starts this class in the background, with its output thrown away; no user does.
 *
 * <p>A command belongs here when it loads what users wait for, needs neither network nor disk, and takes a second at most.
 */
final class Training {

    private static final List<List<String>> COMMANDS =
            List.of(List.of("--version"), List.of("--help"), List.of("fetch", "--help"), List.of("fetch", "nothing"));

    /** Nobody watches this process: it ends itself when a command hangs. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Training() {}

    /**
     * Runs the commands. How they end does not matter.
     *
     * @param args none
     */
    public static void main(String[] args) {
        endAfter(LIMIT);
        for (List<String> command : COMMANDS) {
            Main.run(Session.ofProcess(), command.toArray(String[]::new));
        }
        System.exit(ExitCode.OK);
    }

    private static void endAfter(Duration limit) {
        Thread watch = new Thread(
                () -> {
                    try {
                        Thread.sleep(limit.toMillis());
                    } catch (InterruptedException ignored) {
                        // Nobody interrupts this thread; if somebody did, the limit would be over.
                    }
                    Runtime.getRuntime().halt(ExitCode.DEFECT);
                },
                "training-limit");
        watch.setDaemon(true);
        watch.start();
    }
}
