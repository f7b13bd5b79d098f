package org.inatsounds.cli;

/**
 * Sees to the last words when the process is stopped from outside (Ctrl-C, {@code kill}). The JVM ends with 130 or 143 by
 * itself then; it also calls its hooks after a normal end, which is why that is announced with {@link #over}.
 */
final class Interrupts {

    private volatile boolean over;

    private Interrupts() {}

    static Interrupts watch(Console console) {
        Interrupts interrupts = new Interrupts();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupts.stopped(console), "last words"));
        return interrupts;
    }

    private void stopped(Console console) {
        if (!over) {
            console.interrupted();
        }
    }

    /** The command came to its own end. */
    void over() {
        over = true;
    }
}
