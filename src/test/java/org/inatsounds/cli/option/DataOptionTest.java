package org.inatsounds.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.inatsounds.cli.terminal.Environment;
import org.junit.jupiter.api.Test;

final class DataOptionTest {

    @Test
    void theFolderIsAbsolute() {
        assertThat(new DataOption(Environment.of(Map.of("HOME", "/home/x/../me"))).folder())
                .isEqualTo(Path.of("/home/me/.local/share/inatsounds"));
    }
}
