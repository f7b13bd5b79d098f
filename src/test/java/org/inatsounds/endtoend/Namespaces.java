package org.inatsounds.endtoend;

import java.util.ArrayList;
import java.util.List;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;

/** Scripts that see disks or a network of their own, which go when they end. */
final class Namespaces {

    static final String MOUNTS = "--mount";
    static final String NETWORK = "--net";

    private Namespaces() {}

    /** Whether this system lets its users have them; in containers it often doesn't. */
    static boolean areThere(String kind) {
        return LauncherCommand.isInstalled("unshare") && run(kind, "true").exitCode() == 0;
    }

    /** Runs a script of {@code sh} with {@code $1} and so on. */
    static LauncherProcess.Result run(String kind, String script, String... words) {
        List<String> line = new ArrayList<>(List.of("unshare", "--map-root-user", kind, "sh", "-c", script, "sh"));
        line.addAll(List.of(words));
        return LauncherCommand.quick(LauncherCommand.command(line.toArray(String[]::new)))
                .run();
    }
}
