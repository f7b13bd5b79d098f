package org.inatsounds.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.inatsounds.Split;

/**
 * The main job for real, from an empty folder to a score, without the network: writes the miniature release, serves it on the
 * loopback interface, and runs the launcher's {@code fetch} and {@code eval} as anybody would type them.
 */
public final class MainJob {

    private final Path root;
    private final List<String> launcher;

    private MainJob(Path root) {
        this.root = root;
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        this.launcher = windows ? List.of("cmd", "/c", "scripts\\inatsounds.cmd") : List.of("scripts/inatsounds");
    }

    /**
     * Exits with 0, or with the exit code of the first command that failed.
     *
     * @param args the project's folder
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("inatsounds-main-job-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(work)));
        System.exit(new MainJob(Path.of(args[0])).run(work));
    }

    private int run(Path work) throws IOException, InterruptedException {
        MiniatureRelease release = MiniatureRelease.writeTo(work.resolve("release"));
        String data = work.resolve("data").toString();
        try (var server = FaultyServer.start().putFolder(release.folder())) {
            System.out.printf("A miniature release with made-up recordings is served at %s%n", server.url());
            int exitCode = inatsounds(
                    "fetch",
                    "--recordings",
                    "--catalog",
                    release.catalogue().toString(),
                    "--endpoint-url",
                    server.url(),
                    "--data",
                    data);
            return exitCode != 0
                    ? exitCode
                    : inatsounds("eval", release.predictions(Split.TEST).toString(), "--split", "test", "--data", data);
        }
    }

    /** Shows the command, and runs it on this process's own terminal. */
    private int inatsounds(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(Arrays.asList(arguments));
        System.out.printf("%n$ %s%n", String.join(" ", command));
        System.out.flush();
        ProcessBuilder process =
                new ProcessBuilder(command).directory(root.toFile()).inheritIO();
        onlyWhatIsTyped(process.environment());
        return process.start().waitFor();
    }

    /** No setting of the user's shell is to change what the commands do. */
    private static void onlyWhatIsTyped(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> name.toUpperCase(Locale.ROOT).matches("INATSOUNDS_.*|AWS_ENDPOINT_.*|.*_PROXY"));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
