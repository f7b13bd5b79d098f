package org.inatsounds.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What lies in the folder of the start-up cache. */
final class StartupCache {

    private StartupCache() {}

    /**
     * Has a command use the cache in this folder. The launcher trains at the lowest priority, which on a busy machine takes
     * longer than a test can wait: here {@code nice} is a script that isn't.
     */
    static LauncherCommand enable(LauncherCommand command, Path cacheHome) throws IOException {
        Path nice = cacheHome.resolveSibling("not nice/nice");
        if (Files.notExists(nice)) {
            Trees.script(nice, "#!/bin/sh\nshift 2\nexec \"$@\"\n");
        }
        return command.env("PATH", nice.getParent() + ":" + System.getenv("PATH"))
                .env("XDG_CACHE_HOME", cacheHome)
                .unset("INATSOUNDS_STARTUP_CACHE");
    }

    private static Path folder(Path cacheHome) {
        return cacheHome.resolve("inatsounds/startup");
    }

    static List<Path> files(Path cacheHome) {
        if (!Files.isDirectory(folder(cacheHome))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder(cacheHome))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the folder holds one finished archive and nothing else; returns it. */
    static Path awaitArchive(Path cacheHome) {
        List<Path> files = awaitQuiet(cacheHome);
        if (files.size() != 1 || !files.get(0).toString().matches(".*\\.(jsa|aot)")) {
            throw new AssertionError("expected one archive, found " + files);
        }
        return files.get(0);
    }

    /** Waits until something is there and nobody works on it any more. */
    static List<Path> awaitQuiet(Path cacheHome) {
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        while (Instant.now().isBefore(end)) {
            List<Path> files = files(cacheHome);
            if (!files.isEmpty()
                    && files.stream().noneMatch(file -> file.toString().matches(".*\\.(lock|new|config)"))) {
                return files;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw LauncherProcess.interrupted(e);
            }
        }
        throw new AssertionError("the start-up cache is not ready: " + files(cacheHome));
    }
}
