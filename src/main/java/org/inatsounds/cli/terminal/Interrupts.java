package org.inatsounds.cli.terminal;

import org.inatsounds.internal.WholeFiles;

/**
 * Sees to the last words, and to files that are half written, when the process is stopped from outside (Ctrl-C, {@code kill}). The JVM ends with 130 or 143 by
 * itself then; it also calls its hooks after a normal end, which is why that is announced with {@link #over}.
 */
public final class Interrupts {

    private volatile boolean over;

    private Interrupts() {}

    public static Interrupts watch(Session session) {
        Interrupts interrupts = new Interrupts();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupts.stopped(session), "last words"));
        return interrupts;
    }

    private void stopped(Session session) {
        if (!over) {
            session.console().interrupted();
            WholeFiles.stopAll();
        }
    }

    /** The command came to its own end. */
    public void over() {
        over = true;
    }
}
