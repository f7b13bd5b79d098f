package org.inatsounds.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The launcher, running as a process: what a user starts, with its streams caught. Made by {@link LauncherCommand}.
 *
 * <pre>{@code
 * LauncherProcess.Result result = LauncherCommand.inatsounds("eval", "scores.csv").run();
 *
 * try (LauncherProcess fetch = LauncherCommand.inatsounds("fetch").env("INATSOUNDS_DATA", data).start()) {
 *     fetch.awaitStderr("train.json.tar.gz");
 *     fetch.signal("INT");
 *     assertThat(fetch.await().exitCode()).isEqualTo(130);
 * }
 * }</pre>
 */
public final class LauncherProcess implements AutoCloseable {

    /** How long a process may take before its test fails. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Instant started = Instant.now();
    private final Collector stdout;
    private final Collector stderr;

    LauncherProcess(Process process, byte[] stdin) {
        this.process = process;
        this.stdout = new Collector(process.getInputStream());
        this.stderr = new Collector(process.getErrorStream());
        Thread feeder = new Thread(() -> feed(process.getOutputStream(), stdin), "input of a launcher");
        feeder.setDaemon(true);
        feeder.start();
    }

    /**
     * How a process ended. Streams are decoded as UTF-8.
     *
     * @param exitCode as a shell would show it: 128 + the signal's number for a process ended by a signal
     * @param elapsed from the start of the process until it and its streams had ended
     */
    public record Result(int exitCode, String stdout, String stderr, Duration elapsed) {}

    /** The number of the process: of the launcher, then of Java, which takes its place. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written to standard output so far. */
    public String stdout() {
        return stdout.text();
    }

    /** What it has written to standard error so far. */
    public String stderr() {
        return stderr.text();
    }

    /** Waits until standard output contains a text; fails when the process ends or time runs out before that. */
    public void awaitStdout(String text) {
        await(stdout, "standard output", text);
    }

    /** The same for standard error. */
    public void awaitStderr(String text) {
        await(stderr, "standard error", text);
    }

    /**
     * Sends a signal, as {@code kill} does. Not on Windows.
     *
     * @param name without {@code SIG}, for example {@code INT}, {@code TERM}, {@code KILL}
     */
    public void signal(String name) {
        signal(pid(), name);
    }

    /** The same; a process that has ended meanwhile gets none, and that is fine. */
    public void signalIfAlive(String name) {
        if (!trySignal(pid(), name)) {
            // Then it is at its end, though this JVM may learn of it a moment later.
            await();
        }
    }

    static void signal(long pid, String name) {
        if (!trySignal(pid, name)) {
            throw new AssertionError("kill -s " + name + " " + pid + " failed");
        }
    }

    private static boolean trySignal(long pid, String name) {
        try {
            return new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, Long.toString(pid))
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Closes our end of its standard output, as {@code head} does when it has seen enough. */
    public void closeStdout() {
        stdout.close();
    }

    /** Waits until the process has ended and its streams are closed. */
    public Result await() {
        return await(PATIENCE);
    }

    /** The same with another limit. When it is over, the process is killed and the test fails. */
    public Result await(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + limit + "\n" + streams());
            }
            stdout.join(limit);
            stderr.join(limit);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return new Result(process.exitValue(), stdout(), stderr(), Duration.between(started, Instant.now()));
    }

    /** Kills the process if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void await(Collector stream, String name, String text) {
        Instant end = Instant.now().plus(PATIENCE);
        try {
            while (!stream.text().contains(text)) {
                boolean over = !process.isAlive() && !stream.isReading();
                if ((over && !stream.text().contains(text)) || Instant.now().isAfter(end)) {
                    throw new AssertionError("expected on " + name + ": " + text + "\n" + streams());
                }
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private String streams() {
        return "standard output:\n" + stdout() + "\nstandard error:\n" + stderr();
    }

    /** A process that does not read all of its input is none of our concern. */
    private static void feed(OutputStream stdin, byte[] input) {
        try (stdin) {
            stdin.write(input);
        } catch (IOException ignored) {
            // It closed its end.
        }
    }

    static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted", e);
    }

    /** The folder of the project under test. */
    public static Path project() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    /** Reads a stream to its end in a thread of its own, so that the process is never held up. */
    private static final class Collector {

        private final InputStream in;
        private final StringBuilder bytes = new StringBuilder();
        private final Thread thread;

        Collector(InputStream in) {
            this.in = in;
            this.thread = new Thread(this::read, "stream of a launcher");
            thread.setDaemon(true);
            thread.start();
        }

        private void read() {
            byte[] buffer = new byte[8192];
            try {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    synchronized (bytes) {
                        // One char a byte: a character may be cut in two here.
                        bytes.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                    }
                }
            } catch (IOException ignored) {
                // Closed by us, or with the process.
            }
        }

        String text() {
            synchronized (bytes) {
                return new String(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }

        boolean isReading() {
            return thread.isAlive();
        }

        void join(Duration limit) throws InterruptedException {
            thread.join(limit.toMillis());
        }

        void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
