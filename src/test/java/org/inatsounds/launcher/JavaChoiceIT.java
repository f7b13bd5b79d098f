package org.inatsounds.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which Java the launcher takes, what it gives it, and what it says when there is none. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "scripts/inatsounds needs a POSIX shell")
final class JavaChoiceIT {

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final String NEEDS = "inatsounds: needs Java 17 or newer";
    private static final String REMEDY =
            "inatsounds: Install a JDK 17 or newer and put it on PATH, or set JAVA_HOME to it.\n";

    @TempDir
    Path temp;

    private Path launcher;

    @BeforeEach
    void unpack() throws IOException {
        launcher = Trees.standIn(temp.resolve("d"));
    }

    @Test
    void takesJavaHomeFirst() throws IOException {
        Path onPath = Trees.script(temp.resolve("bin/java"), "#!/bin/sh\necho wrong >&2\nexit 9\n");
        assertThat(javaOf(LauncherCommand.of(launcher, "show").env("PATH", pathWith(onPath.getParent()))))
                .isEqualTo(JDK.toString());
        assertThat(javaOf(LauncherCommand.of(launcher, "show").env("JAVA_HOME", JDK + "/")))
                .isEqualTo(JDK.toString());
    }

    @Test
    void fallsBackToThePath() throws IOException {
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), JDK.resolve("bin/java"));
        LauncherCommand command = LauncherCommand.of(launcher, "show").env("PATH", pathWith(bin));
        assertThat(javaOf(command.unset("JAVA_HOME")))
                .isEqualTo(JDK.toRealPath().toString());
        assertThat(javaOf(command.env("JAVA_HOME", temp.resolve("nowhere"))))
                .isEqualTo(JDK.toRealPath().toString());
        assertThat(javaOf(command.env("JAVA_HOME", jdk("11.0.2"))))
                .isEqualTo(JDK.toRealPath().toString());
    }

    @Test
    void asksWhereNoFileTellsTheVersion() throws IOException {
        String shim = "#!/bin/sh\nexec '" + JDK.resolve("bin/java") + "' \"$@\"\n";
        Path bin = Trees.script(temp.resolve("shims/java"), shim).getParent();
        assertThat(javaOf(
                        LauncherCommand.of(launcher, "show").unset("JAVA_HOME").env("PATH", pathWith(bin))))
                .isEqualTo(JDK.toString());
    }

    @Test
    void saysWhichJavaIsTooOld() throws IOException {
        Path old = jdk("11.0.2");
        Path ancient = jdk("1.8.0_392");
        fails(
                LauncherCommand.of(launcher, "show").env("JAVA_HOME", old).env("PATH", toolsOnly()),
                NEEDS + ", but found Java 11 at " + old + "\n" + REMEDY);
        fails(
                LauncherCommand.of(launcher, "show")
                        .unset("JAVA_HOME")
                        .env("PATH", ancient.resolve("bin") + ":" + toolsOnly()),
                NEEDS + ", but found Java 8 at " + ancient.toRealPath() + "\n" + REMEDY);
    }

    @Test
    void saysThatThereIsNone() throws IOException {
        fails(
                LauncherCommand.of(launcher, "show").unset("JAVA_HOME").env("PATH", toolsOnly()),
                NEEDS + ", and found none: JAVA_HOME is not set and PATH has no java\n" + REMEDY);
        fails(
                LauncherCommand.of(launcher, "show")
                        .env("JAVA_HOME", "/nowhere")
                        .env("PATH", toolsOnly()),
                NEEDS + ": no Java at JAVA_HOME=/nowhere, and none on PATH\n" + REMEDY);
    }

    @Test
    void addsTheUsersOptionsLast() {
        String options = " -Dinatsounds.test=*   -XX:+UseG1GC\t-Dfile.encoding=ISO-8859-1 ";
        LauncherProcess.Result result = LauncherCommand.of(launcher, "show")
                .in(launcher.getParent())
                .env("INATSOUNDS_JAVA_OPTS", options)
                .run();
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout())
                .contains("property inatsounds.test=*\n")
                .contains("property file.encoding=ISO-8859-1\n");
    }

    @Test
    void showsTheErrorsOfTheJvm() {
        LauncherProcess.Result result = LauncherCommand.of(launcher, "show")
                .env("INATSOUNDS_JAVA_OPTS", "-XX:+NoSuchOption")
                .run();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains("NoSuchOption");
    }

    @Test
    void keepsTheWarningsOfNewerJavaAway() throws IOException {
        for (Path jdk : jdks()) {
            LauncherProcess.Result result =
                    LauncherCommand.of(launcher, "warn").env("JAVA_HOME", jdk).run();
            assertThat(result.stderr()).as("on %s", jdk).isEmpty();
            assertThat(result.stdout()).isEqualTo("warned\n");
        }
    }

    @Test
    void runsOnEveryJdkOfThisMachine() throws IOException {
        List<Path> jdks = jdks();
        for (Path jdk : jdks) {
            LauncherProcess.Result result = LauncherCommand.inatsounds("--version")
                    .env("JAVA_HOME", jdk)
                    .run();
            assertThat(result.stderr()).as("on %s", jdk).isEmpty();
            assertThat(result.stdout()).startsWith("inatsounds ");
        }
        assumeTrue(jdks.size() > 1, "this machine has one JDK");
    }

    @Test
    void saysWhereTheJarShouldBe() throws IOException {
        Path jar = temp.toRealPath().resolve("d/lib/inatsounds.jar");
        Files.delete(jar);
        fails(
                LauncherCommand.of(launcher, "show"),
                "inatsounds: inatsounds.jar is missing: expected it at " + jar + "\n"
                        + "inatsounds: Unpack the distribution again.\n");
    }

    @Test
    void refusesAColonInThePath() throws IOException {
        Path colon = Trees.standIn(temp.resolve("a:b"));
        LauncherProcess.Result result = LauncherCommand.of(colon, "show").run();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr())
                .contains("Java can't read a jar from a path with a colon")
                .hasLineCount(2);
    }

    /** The JDK of the tests, and others in the usual place. */
    private static List<Path> jdks() throws IOException {
        Path usual = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(usual)) {
            return List.of(JDK);
        }
        try (Stream<Path> found = Files.list(usual)) {
            return Stream.concat(Stream.of(JDK.toRealPath()), found.filter(JavaChoiceIT::isNewEnough))
                    .map(JavaChoiceIT::real)
                    .distinct()
                    .toList();
        }
    }

    private static boolean isNewEnough(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/javac"))
                    && Files.readString(home.resolve("release")).matches("(?s).*JAVA_VERSION=\"(1[7-9]|[2-9]\\d)\\D.*");
        } catch (IOException e) {
            return false;
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A folder that looks like a JDK of that version, and must not be started. */
    private Path jdk(String version) throws IOException {
        Path home = temp.resolve("jdk " + version);
        Trees.script(home.resolve("bin/java"), "#!/bin/sh\necho started >&2\nexit 9\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static String pathWith(Path folder) {
        return folder + ":" + System.getenv("PATH");
    }

    /** A search path with what the launcher calls, but no Java and no Maven. */
    private String toolsOnly() throws IOException {
        return Trees.tools(temp.resolve("tools")).toString();
    }

    private static String javaOf(LauncherCommand command) {
        LauncherProcess.Result result = command.run();
        assertThat(result.stderr()).isEmpty();
        String name = "property java.home=";
        return result.stdout()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }

    private static void fails(LauncherCommand command, String message) {
        LauncherProcess.Result result = command.run();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).isEqualTo(message);
    }
}
