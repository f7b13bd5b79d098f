package org.inatsounds.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.inatsounds.UsageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UserDataFolderTest {

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
    void isThePlatforms(String system, String variable, String value, String folder) {
        assertThat(UserDataFolder.of(system, "/home/me", Map.of(variable, value)::get))
                .isEqualTo(Path.of(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?"})
    void withoutAHomeAFolderHasToBeNamed(String home) {
        assertThatThrownBy(() -> UserDataFolder.of("Linux", home, name -> null))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("data: ")
                .hasMessageContaining("INATSOUNDS_DATA");
    }
}
