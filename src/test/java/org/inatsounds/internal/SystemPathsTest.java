package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
final class SystemPathsTest {

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void link() throws IOException {
        folder = temporary.toRealPath();
        Files.createDirectories(folder.resolve("far/away"));
        Files.createDirectory(folder.resolve("here"));
        Files.createSymbolicLink(folder.resolve("here/link"), folder.resolve("far/away"));
    }

    @Test
    void aStepBackFromALinkLeadsToWhereTheSystemSays() throws IOException {
        Path place = SystemPaths.absolute(folder.resolve("here/link/../z"));
        assertThat(place).isEqualTo(folder.resolve("far/z"));
        Files.createFile(folder.resolve("here/link/../z"));
        assertThat(place).exists();
    }

    @Test
    void linksKeepTheirNamesOtherwise() {
        assertThat(SystemPaths.absolute(folder.resolve("./here/./link/x"))).isEqualTo(folder.resolve("here/link/x"));
        assertThat(SystemPaths.real(folder.resolve("here/link/x"))).isEqualTo(folder.resolve("far/away/x"));
    }

    @Test
    void whatIsNotThereIsNoLink() {
        assertThat(SystemPaths.absolute(folder.resolve("here/no/../z"))).isEqualTo(folder.resolve("here/z"));
        assertThat(SystemPaths.absolute(Path.of("/../../a/.."))).isEqualTo(Path.of("/"));
        assertThat(SystemPaths.absolute(Path.of("a"))).isEqualTo(Path.of("a").toAbsolutePath());
        assertThat(SystemPaths.absolute(Path.of(""))).isEqualTo(Path.of("").toAbsolutePath());
    }
}
