package org.inatsounds.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.internal.Scratch;

/**
 * Runs harmless commands in one process, so that the JVM can note which classes a command loads and keep them ready for the
 * next start. The launcher starts this class (INATSOUNDS_STARTUP_CACHE=make), and the build for its tests; no user does.
 *
 * <p>A command belongs here when it loads what users wait for, needs no network, and takes a second at most.
 */
final class Training {

    private static final String ANNOTATIONS = """
            {"audio": [{"id": 1, "duration": 1.5, "file_name": "test/a/1.wav", "license": 1, "latitude": null},
                       {"id": 2, "duration": 2.5, "file_name": "test/b/2.wav", "license": 1, "longitude": 7.25}],
             "categories": [{"id": 1, "name": "A a", "audio_dir_name": "a", "supercategory": "Aves", "evaluation": 1},
                            {"id": 2, "name": "B b", "audio_dir_name": "b", "supercategory": "Aves", "evaluation": 1}],
             "annotations": [{"id": 1, "audio_id": 1, "category_id": 1}, {"id": 2, "audio_id": 2, "category_id": 2}],
             "licenses": [{"id": 1, "name": "CC0", "url": ""}]}
            """;

    private static final String PREDICTIONS = "file_name,1,2\ntest/a/1.wav,0.75,1e-3\ntest/b/2.wav,0.123456789,0.5\n";

    /** Nobody watches this process: it ends itself when a command hangs. */
    private static final long LIMIT_SECONDS = 60;

    private Training() {}

    /**
     * Runs the commands. How they end does not matter.
     *
     * @param args none
     */
    public static void main(String[] args) {
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(ExitCode.DEFECT));
        run("--version");
        run("--help");
        run("fetch", "--help");
        run("spectrogram", "--help");
        try {
            Path folder = Files.createTempDirectory(Scratch.folder(), "inatsounds-training-");
            Path annotations = Files.writeString(folder.resolve("test.json"), ANNOTATIONS);
            Path predictions = Files.writeString(folder.resolve("predictions.csv"), PREDICTIONS);
            run("eval", predictions.toString(), "--data", folder.toString());
            run("eval", predictions.toString(), "--data", folder.toString(), "--format", "json");
            run("stats", "--data", folder.toString());
            run("stats", "--data", folder.toString(), "--format", "json");
            run("list", "--data", folder.toString(), "--taxon", "Aves");
            run("list", "--data", folder.toString(), "--species", "--format", "csv");
            run("attribution", "--data", folder.toString());
            Files.delete(annotations);
            Files.delete(predictions);
            Files.delete(folder);
        } catch (IOException ignored) {
            // No temporary folder: then without these.
        }
        System.exit(ExitCode.OK);
    }

    private static void run(String... command) {
        Main.run(Session.ofProcess(), command);
    }
}
