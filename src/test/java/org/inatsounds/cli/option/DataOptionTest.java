package org.inatsounds.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DataOptionTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, XDG_DATA_HOME, /xdg, /xdg/inatsounds",
        "Linux, XDG_DATA_HOME, '', /home/me/.local/share/inatsounds",
        "Linux, XDG_DATA_HOME, relative, /home/me/.local/share/inatsounds",
        "FreeBSD, OTHER, x, /home/me/.local/share/inatsounds",
        "Mac OS X, XDG_DATA_HOME, /xdg, /home/me/Library/Application Support/inatsounds",
        "Windows 11, LOCALAPPDATA, /local, /local/inatsounds",
        "Windows 11, OTHER, x, /home/me/AppData/Local/inatsounds",
    })
    void platformFolder(String system, String variable, String value, String folder) {
        DataOption option = new DataOption(Environment.of(Map.of(variable, value)));

        assertThat(option.platformFolder(system, "/home/me")).isEqualTo(Path.of(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?"})
    void withoutAHomeAFolderHasToBeNamed(String home) {
        DataOption option = new DataOption(Environment.of(Map.of()));

        assertThatThrownBy(() -> option.platformFolder("Linux", home))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--data")
                .hasMessageContaining("INATSOUNDS_DATA");
    }

    @Test
    void theFolderIsAbsolute() {
        assertThat(new DataOption(Environment.of(Map.of("HOME", "/home/x/../me"))).folder())
                .isEqualTo(Path.of("/home/me/.local/share/inatsounds"));
    }
}
