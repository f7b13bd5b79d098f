package org.inatsounds.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes beside the jar: made when asked for, used from then on, and never in the way. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "scripts/inatsounds needs a POSIX shell")
final class StartupCacheIT {

    @TempDir
    static Path shared;

    /** A distribution whose archive is made. */
    private static Path launcher;

    private static LauncherProcess.Result made;

    @TempDir
    Path temp;

    @BeforeAll
    static void make() throws IOException {
        assumeTrue(
                Files.exists(Path.of(System.getProperty("java.home"), "lib/server/classes.jsa")),
                "this JDK comes without a class-data archive");
        launcher = Trees.distribution(shared.resolve("d"));
        made = LauncherCommand.of(launcher)
                .env("INATSOUNDS_STARTUP_CACHE", "make")
                .run();
    }

    @BeforeEach
    void isMade() {
        assertThat(made.exitCode()).as(made.stderr()).isZero();
    }

    @Test
    void isMadeBesideTheJarAndNothingElseIs() throws IOException {
        assertThat(made.stdout()).isEmpty();
        assertThat(made.stderr()).isEmpty();
        try (Stream<Path> files = Files.list(shared.resolve("d/lib"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("inatsounds.jar", "inatsounds.jsa");
        }
    }

    @Test
    void holdsTheClassesOfTheProgram() {
        assertThat(comesFromArchive(launcher)).isTrue();
        printsItsVersion(cached(launcher));
    }

    @Test
    void isNotUsedWhenSwitchedOff() {
        LauncherProcess.Result off = LauncherCommand.of(launcher, "--version")
                .env("INATSOUNDS_STARTUP_CACHE", "off")
                .env("INATSOUNDS_JAVA_OPTS", "-Xlog:class+load")
                .run();
        assertThat(lineOfMain(off)).doesNotContain("shared objects file");
        printsItsVersion(cached(launcher).env("INATSOUNDS_JAVA_OPTS", "-Xshare:off"));
    }

    /** Whoever replaces the jar and keeps the archive loses some milliseconds. */
    @Test
    void ofAnotherJarIsLeftAlone() throws IOException {
        Path other = copy();
        Files.setLastModifiedTime(
                jar(other), FileTime.from(Instant.now().minus(Duration.ofDays(1000))));
        assertThat(comesFromArchive(other)).isFalse();
        printsItsVersion(cached(other));
    }

    @Test
    void withAnyOtherContentIsLeftAlone() throws IOException {
        Path other = copy();
        Path archive = jar(other).resolveSibling("inatsounds.jsa");
        for (String content : List.of("", "junk", "junk".repeat(10_000))) {
            Files.deleteIfExists(archive);
            Files.write(archive, content.getBytes(StandardCharsets.US_ASCII));
            printsItsVersion(cached(other));
        }
    }

    @Test
    void saysWhenItCantBeMade() throws IOException {
        // This jar has no class to train with.
        Path standIn = Trees.standIn(temp.resolve("d"));
        LauncherProcess.Result result = LauncherCommand.of(standIn, "exit", "3")
                .env("INATSOUNDS_STARTUP_CACHE", "make")
                .run();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr())
                .isEqualTo("inatsounds: can't make "
                        + temp.toRealPath().resolve("d/lib/inatsounds.jsa") + "\n"
                        + "inatsounds: The program runs without it as well.\n");
        printsItsVersion(cached(standIn));
    }

    private Path copy() throws IOException {
        Path other = Trees.distribution(temp.resolve("other"));
        Files.copy(
                jar(launcher).resolveSibling("inatsounds.jsa"),
                jar(other).resolveSibling("inatsounds.jsa"),
                StandardCopyOption.COPY_ATTRIBUTES);
        return other;
    }

    private static Path jar(Path of) {
        return of.resolve("../../lib/inatsounds.jar").normalize();
    }

    private static LauncherCommand cached(Path command) {
        return LauncherCommand.of(command, "--version").unset("INATSOUNDS_STARTUP_CACHE");
    }

    private static void printsItsVersion(LauncherCommand command) {
        LauncherProcess.Result result = command.run();
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).startsWith("inatsounds ").hasLineCount(1);
        assertThat(result.exitCode()).isZero();
    }

    private static boolean comesFromArchive(Path command) {
        return lineOfMain(cached(command)
                        .env("INATSOUNDS_JAVA_OPTS", "-Xlog:class+load")
                        .run())
                .contains("shared objects file");
    }

    private static String lineOfMain(LauncherProcess.Result result) {
        assertThat(result.exitCode()).isZero();
        return result.stdout()
                .lines()
                .filter(text -> text.contains("org.inatsounds.cli.Main "))
                .findFirst()
                .orElseThrow();
    }
}
