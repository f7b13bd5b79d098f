package org.inatsounds.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.inatsounds.UsageException;
import org.junit.jupiter.api.Test;

final class FailuresTest {

    @Test
    void aSettingOfTheLibraryIsToldAsItsOption() {
        assertThat(told(new UsageException("max-duration", "expected seconds, got -1")))
                .isEqualTo("error: --max-duration: expected seconds, got -1\n");
    }

    @Test
    void aMessageAboutNoSettingIsToldAsItIs() {
        assertThat(told(new UsageException("INPUT: expected a folder"))).isEqualTo("error: INPUT: expected a folder\n");
    }

    private static String told(RuntimeException failure) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Console console =
                new Console(OutputStream.nullOutputStream(), err, Terminal.NONE, Environment.of(Map.of()))) {
            assertThat(new Failures(console).report(failure)).isEqualTo(ExitCode.USAGE);
        }
        return err.toString(StandardCharsets.UTF_8);
    }
}
