package org.inatsounds.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.inatsounds.cli.SlowProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said when a process is stopped, or fails beside its command. Each test starts a process: no less will do. */
final class InterruptsTest {

    private static ProcessBuilder program() {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SlowProgram.class.getName(),
                "slow");
        program.environment().keySet().removeIf(name -> name.startsWith("INATSOUNDS_"));
        return program;
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is ended there without being told")
    void theLastWordsAreSaidOnceWhenItIsStopped() throws Exception {
        Process process = program().start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("started");
            process.toHandle().destroy();

            assertThat(errors(process)).containsExactly("interrupted: what is on disk is resumable");
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is ended there without being told")
    void aFileThatIsNotFinishedGoesWhenItIsStopped(@TempDir Path folder) throws Exception {
        ProcessBuilder program = program();
        program.environment().put("UNFINISHED", folder.resolve("result").toString());
        Process process = program.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("started");
            assertThat(out.readLine()).isEqualTo("begun");
            assertThat(folder).isDirectoryContaining("glob:**.part");
            process.toHandle().destroy();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(folder).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void nothingIsSaidAfterANormalEnd() throws Exception {
        ProcessBuilder program = program();
        program.environment().put("AT_ONCE", "1");
        Process process = program.start();

        assertThat(errors(process)).isEmpty();
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void aThreadThatFailsMakesTheProcessFail() throws Exception {
        ProcessBuilder program = program();
        program.environment().put("IN_A_THREAD", "1");
        Process process = program.start();

        assertThat(errors(process)).containsExactly("error: from a thread");
        assertThat(process.waitFor()).isEqualTo(4);
    }

    private static List<String> errors(Process process) throws IOException {
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            return err.lines().toList();
        }
    }
}
