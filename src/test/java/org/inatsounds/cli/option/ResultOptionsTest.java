package org.inatsounds.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

final class ResultOptionsTest {

    @TempDir
    private Path folder;

    @Command(name = "result", description = "Writes a result.")
    static final class ResultCommand implements Callable<Integer> {

        @Option(names = "--fail", description = "Fail half-way.")
        private boolean fail;

        @Mixin
        private final ResultOptions result = new ResultOptions();

        private final Session session;

        ResultCommand(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            result.check();
            result.write(session, (format, out) -> {
                out.write("half, ");
                out.flush();
                if (fail) {
                    throw new IOException("No space left on device");
                }
                out.write("whole, as " + format + "\n");
            });
            return ExitCode.OK;
        }
    }

    private final CommandRun run = CommandRun.of(ResultCommand::new);

    @Test
    void standardOutputIsTheDefault() {
        assertThat(run.run("result")).isEqualTo(new CommandRun.Result(0, "half, whole, as text\n", ""));
        assertThat(run.run("result", "-o", "-", "--format=JSON"))
                .isEqualTo(new CommandRun.Result(0, "half, whole, as json\n", ""));
        assertThat(run.with("INATSOUNDS_FORMAT", "json").run("result").out()).isEqualTo("half, whole, as json\n");
    }

    @Test
    void aFileIsReplaced() throws IOException {
        Path file = folder.resolve("result.txt");
        Files.writeString(file, "before");

        CommandRun.Result result = run.run("result", "-o", file.toString());

        assertThat(result).isEqualTo(new CommandRun.Result(0, "", "wrote " + file + "\n"));
        assertThat(file).hasContent("half, whole, as text");
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void aFileIsReplacedBehindItsLink() throws IOException {
        Path file = Files.writeString(folder.resolve("result.txt"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(run.run("result", "-o", link.toString()).code()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("half, whole, as text");
    }

    @Test
    void aResultThatFailsHalfWayLeavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("result.txt"), "before");

        CommandRun.Result result = run.run("result", "--fail", "-o", file.toString());

        assertThat(result.code()).isEqualTo(6);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: can't write " + file + ": No space left on device (");
        assertThat(file).hasContent("before");
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(run.run("result", "-o", folder.toString()))
                .isEqualTo(new CommandRun.Result(
                        2, "", "error: --output: expected a file, got the folder " + folder + "\n"));
    }

    @Test
    void aFolderThatIsNotThereIsSaidBeforeTheWork() {
        Path missing = folder.resolve("missing");

        assertThat(run.run("result", "--fail", "-o", missing.resolve("x").toString()))
                .isEqualTo(new CommandRun.Result(
                        6, "", "error: --output: there is no folder " + missing + "; create it first\n"));
    }

    @Test
    void aDeviceIsWrittenTo() {
        assumeTrue(Files.exists(Path.of("/dev/full")));

        assertThat(run.run("result", "-o", "/dev/null").code()).isZero();
        assertThat(run.run("result", "-o", "/dev/full").code()).isEqualTo(6);
        assertThat(Path.of("/dev/null.part")).doesNotExist();
    }
}
