package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.NetworkException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.cli.terminal.Version;
import org.inatsounds.release.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

final class MainTest {

    /** A command that does what a test wants. */
    @Command(name = "fake", description = "Does what a test wants.")
    static final class FakeCommand implements Callable<Integer> {

        interface Action {
            int run(Session session) throws Throwable;
        }

        private final Session session;
        private final Action action;

        FakeCommand(Session session, Action action) {
            this.session = session;
            this.action = action;
        }

        @Override
        public Integer call() throws Exception {
            try {
                return action.run(session);
            } catch (Error | Exception e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
    }

    private static CommandRun fake(FakeCommand.Action action) {
        return CommandRun.of(session -> new FakeCommand(session, action));
    }

    private static CommandRun failing(Throwable failure) {
        return fake(session -> {
            throw failure;
        });
    }

    @Test
    void theCodeOfACommandIsTheCodeOfTheProcess() {
        assertThat(fake(session -> 0).run("fake").code()).isZero();
        assertThat(fake(session -> 3).run("fake").code()).isEqualTo(3);
    }

    static Stream<Arguments> failuresTheUserCanActOn() {
        return Stream.of(
                Arguments.of(new UsageException("--x: expected y"), 2, "error: --x: expected y\n"),
                Arguments.of(new DataMismatchException("a.wav: missing"), 3, "error: a.wav: missing\n"),
                Arguments.of(new BadInputException("p.csv, line 3: bad"), 4, "error: p.csv, line 3: bad\n"),
                Arguments.of(new NetworkException("no route"), 5, "error: no route\n"),
                Arguments.of(new StorageException("disk full"), 6, "error: disk full\n"),
                Arguments.of(
                        new CompletionException(new BadInputException("from a thread")), 4, "error: from a thread\n"),
                Arguments.of(
                        new NoSuchFileException("test.json"), 3, "error: test.json: there is no such file or folder\n"),
                Arguments.of(
                        new UncheckedIOException(new AccessDeniedException("/root/x")),
                        6,
                        "error: /root/x: access is denied\n"),
                Arguments.of(
                        new FileSystemException("a", null, "Read-only file system"),
                        6,
                        "error: a: Read-only file system\n"),
                Arguments.of(
                        new IOException("No space left on device"),
                        6,
                        "error: the disk is full: No space left on device\n"),
                Arguments.of(new ConnectException("Connection refused"), 5, "error: network: Connection refused\n"));
    }

    @ParameterizedTest
    @MethodSource
    void failuresTheUserCanActOn(Throwable failure, int code, String message) {
        CommandRun.Result result = failing(failure).run("fake");

        assertThat(result).isEqualTo(new CommandRun.Result(code, "", message));
    }

    static Stream<Throwable> defects() {
        return Stream.of(
                new IllegalStateException("boom"),
                new NullPointerException(),
                new StackOverflowError(),
                new AssertionError("boom"),
                new EOFException("boom"));
    }

    @ParameterizedTest
    @MethodSource
    void defects(Throwable failure) {
        CommandRun.Result result = failing(failure).run("fake");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("error: unexpected failure: " + failure.getClass().getSimpleName() + ": ")
                .contains("this is a defect of inatsounds; please report it to the project's issue tracker")
                .contains("inatsounds " + Version.number(), "Java " + System.getProperty("java.version"))
                .doesNotContain("\tat ");
        assertThat(result.err().lines()).hasSize(2);
    }

    @Test
    void aStackTraceIsForDebugging() {
        assertThat(failing(new IllegalStateException("boom")).run("fake", "-vv").err())
                .contains("java.lang.IllegalStateException: boom\n\tat ");
        assertThat(failing(new BadInputException("bad", new IOException("why")))
                        .run("-vv", "fake")
                        .err())
                .startsWith("error: bad\n")
                .contains("Caused by: java.io.IOException: why");
        assertThat(failing(new IllegalStateException("boom")).run("fake", "-v").err())
                .doesNotContain("\tat ");
    }

    @Test
    void moreMemoryIsAskedForByName() {
        CommandRun.Result result =
                failing(new OutOfMemoryError("Java heap space")).run("fake");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("error: out of memory: Java heap space, with a heap of at most ")
                .contains("INATSOUNDS_JAVA_OPTS=-Xmx")
                .doesNotContain("defect");
    }

    @Test
    void quietSilencesAllButErrors() {
        CommandRun run = fake(session -> {
            session.console().notice("a notice");
            session.console().warn("a warning");
            session.console().out().print("a result\n");
            throw new NetworkException("an error");
        });

        assertThat(run.run("fake").err()).isEqualTo("a notice\nwarning: a warning\nerror: an error\n");
        assertThat(run.run("fake", "-q")).isEqualTo(new CommandRun.Result(5, "a result\n", "error: an error\n"));
    }

    @Test
    void aReaderWhoHasSeenEnoughEndsTheCommandQuietly() {
        OutputStream gone = failingStream("Broken pipe");
        CommandRun run = fake(session -> {
            for (int i = 0; i < 1_000_000; i++) {
                session.console().out().print("line " + i + "\n");
            }
            throw new AssertionError("nobody reads this");
        });

        assertThat(run.writingTo(gone).run("fake")).isEqualTo(new CommandRun.Result(0, "", ""));
    }

    @Test
    void aReaderWhoIsGoneAtTheEndIsQuietToo() {
        assertThat(CommandRun.plain().writingTo(failingStream("Broken pipe")).run("terms"))
                .isEqualTo(new CommandRun.Result(0, "", ""));
        assertThat(CommandRun.plain().writingTo(failingStream("Broken pipe")).run("--help"))
                .isEqualTo(new CommandRun.Result(0, "", ""));
    }

    @Test
    void aResultThatCantBeWrittenIsAFailure() {
        CommandRun.Result result = CommandRun.plain()
                .writingTo(failingStream("No space left on device"))
                .run("terms");

        assertThat(result)
                .isEqualTo(new CommandRun.Result(
                        6, "", "error: can't write the result to standard output: No space left on device\n"));
    }

    @Test
    void aLongResultThatCantBeWrittenIsOneFailure() {
        CommandRun run = fake(session -> {
            session.console().out().print("x".repeat(1_000_000));
            throw new AssertionError("it was written");
        });

        assertThat(run.writingTo(failingStream("No space left on device")).run("fake"))
                .isEqualTo(new CommandRun.Result(
                        6, "", "error: can't write the result to standard output: No space left on device\n"));
    }

    private static OutputStream failingStream(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @Test
    void theTermsGoToStandardOutput() {
        CommandRun.Result result = CommandRun.plain().run("terms");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("iNaturalist", "non-commercial", "redistribution", "warranties", "indemnify", "licence");
        assertThat(Terms.notice().lines()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void roomsSpeakThroughTheirLoggers() {
        CommandRun run = fake(session -> {
            var ours = LoggerFactory.getLogger("org.inatsounds.fetch.http.Downloader");
            ours.debug("a detail");
            ours.info("a fact");
            ours.warn("{} is odd", "it");
            LoggerFactory.getLogger("com.example.Library").info("chatter");
            return 0;
        });

        assertThat(run.run("fake").err()).isEqualTo("warning: it is odd\n");
        assertThat(run.run("fake", "-v").err()).isEqualTo("a fact\nwarning: it is odd\n");
        assertThat(run.run("fake", "-vv").err())
                .isEqualTo("Downloader: a detail\nDownloader: a fact\nwarning: Downloader: it is odd\n");
        assertThat(run.run("fake", "-q").err()).isEmpty();
    }
}
