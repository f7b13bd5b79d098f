package org.inatsounds.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The wheel that {@code scripts/release.sh} makes, installed where nothing else is. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "scripts/make_image.sh needs a POSIX shell")
final class WheelIT {

    private static final Path SCRIPTS = LauncherProcess.project().resolve("scripts");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String VERSION = "9.8.7";

    /** The folder of a user, with a blank in its name. */
    @TempDir
    static Path temp;

    private static Path image;
    private static Path wheel;

    @BeforeAll
    static void makeTheWheel() throws IOException {
        assumeTrue(LauncherCommand.isInstalled("python3"), "no Python here: the wheel is not tested");
        assumeTrue(
                LauncherCommand.command("python3", "-c", "import venv, ensurepip")
                                .run()
                                .exitCode()
                        == 0,
                "this Python makes no virtual environments (python3-venv): the wheel is not tested");
        assumeTrue(makesImages(), "this JDK has no jmods to make a Java of: the wheel is not tested");
        image = Files.createDirectories(temp.resolve("an image"));
        done("tar", "-xzf", archive().toString(), "-C", image.toString(), "--strip-components=1");
        done(SCRIPTS.resolve("make_image.sh").toString(), image.toString(), platform());
        wheel = wheelIn("wheel");
        Path venv = temp.resolve("venv");
        done("python3", "-m", "venv", venv.toString());
        done(venv.resolve("bin/pip").toString(), "install", "-q", "--no-index", wheel.toString());
    }

    @Test
    void runsTheDemoWithoutAJava() throws IOException {
        Path demo = temp.resolve("a demo");
        LauncherProcess.Result result = installed("inatsounds", "demo", "-q", "-o", demo.toString());
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(demo.resolve("report.html")).exists();

        // From Python, the same numbers.
        LauncherProcess.Result python = installed(
                "python",
                "-c",
                "import inatsounds, sys; print(inatsounds.__file__); "
                        + "print('  map         %.4f' % inatsounds.evaluate(sys.argv[1], data=sys.argv[2]).metrics['map'])",
                demo.resolve("predictions.csv").toString(),
                demo.resolve("data").toString());
        assertThat(python.exitCode()).as(python.stderr()).isZero();
        List<String> lines = python.stdout().lines().toList();
        assertThat(lines.get(0)).startsWith(temp.toRealPath() + "/venv/");
        assertThat(result.stdout()).contains(lines.get(1));
    }

    /** The library that runs models: its native part is the one of this platform. */
    @Test
    void runsModelsByTheLibraryOfThisPlatform() throws IOException {
        Path source = Files.writeString(temp.resolve("Models.java"), """
                class Models {
                    public static void main(String[] args) {
                        System.out.println(ai.onnxruntime.OrtEnvironment.getEnvironment().getVersion());
                    }
                }
                """);
        Path jar = image.resolve("lib/inatsounds.jar");
        done(
                Path.of(System.getProperty("java.home"), "bin/javac").toString(),
                "-cp",
                jar.toString(),
                source.toString());
        String classes = jar + File.pathSeparator + temp;
        String version = done(image.resolve("java/bin/java").toString(), "-cp", classes, "Models");
        assertThat(version).matches("1\\.\\d+\\.\\d+\n");
    }

    @Test
    void endsWithTheExitCodeOfTheProgram() {
        LauncherProcess.Result result = installed("inatsounds", "eval", "nothing.csv");
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stderr()).isEqualTo("error: nothing.csv: no such file\n");
    }

    @Test
    void isSmallAndHoldsThisPlatformOnly() throws IOException {
        assertThat(Files.size(wheel)).isLessThan(90_000_000);
        Set<String> platforms = new TreeSet<>();
        try (ZipFile files = new ZipFile(wheel.toFile());
                InputStream jar = files.getInputStream(files.getEntry("inatsounds/_program/lib/inatsounds.jar"));
                ZipInputStream entries = new ZipInputStream(jar)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().startsWith("ai/onnxruntime/native/") && !entry.isDirectory()) {
                    platforms.add(entry.getName().split("/", -1)[3]);
                }
            }
        }
        assertThat(platforms).hasSize(1);
    }

    @Test
    void recordsEveryFile() throws IOException, NoSuchAlgorithmException {
        try (ZipFile files = new ZipFile(wheel.toFile())) {
            String info = "inatsounds-" + VERSION + ".dist-info/";
            List<String> record = text(files, info + "RECORD").lines().toList();
            assertThat(record.stream().map(line -> line.substring(0, line.indexOf(','))))
                    .containsExactlyElementsOf(
                            files.stream().map(ZipEntry::getName).toList());
            for (String line : record.subList(0, record.size() - 1)) {
                String[] parts = line.split(",", -1);
                byte[] content = bytes(files, parts[0]);
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
                assertThat(parts[1])
                        .as(parts[0])
                        .isEqualTo("sha256="
                                + Base64.getUrlEncoder().withoutPadding().encodeToString(sum));
                assertThat(parts[2]).isEqualTo(Integer.toString(content.length));
            }
            assertThat(wheel.getFileName().toString())
                    .contains(text(files, info + "WHEEL")
                            .lines()
                            .filter(line -> line.startsWith("Tag: "))
                            .collect(Collectors.joining())
                            .substring(5));
            assertThat(text(files, info + "METADATA")).contains("\nVersion: " + VERSION + "\n");
            assertThat(files.getEntry("inatsounds/py.typed")).isNotNull();
        }
    }

    @Test
    void isMadeOfTheSameBytesAgain() throws IOException {
        assertThat(Files.mismatch(wheel, wheelIn("again"))).isEqualTo(-1);
    }

    /** Of the modules that lie beside it, or, from Java 24 on, of itself. */
    private static boolean makesImages() {
        Path java = Path.of(System.getProperty("java.home"));
        return Files.isDirectory(java.resolve("jmods"))
                || (Files.exists(java.resolve("bin/jlink"))
                        && done(java.resolve("bin/jlink").toString(), "--help").contains("run-time image enabled"));
    }

    private static LauncherProcess.Result installed(String program, String... arguments) {
        try (LauncherProcess process = LauncherCommand.of(
                        temp.resolve("venv/bin").resolve(program), arguments)
                .env("JAVA_HOME", temp.resolve("no java"))
                .in(temp)
                .start()) {
            return process.await(PATIENCE);
        }
    }

    private static Path wheelIn(String name) throws IOException {
        Path out = Files.createDirectories(temp.resolve(name));
        String made =
                done("python3", SCRIPTS.resolve("make_wheel.py").toString(), image.toString(), VERSION, out.toString());
        return Path.of(made.strip());
    }

    private static String done(String... command) {
        try (LauncherProcess process = LauncherCommand.command(command).in(temp).start()) {
            LauncherProcess.Result result = process.await(PATIENCE);
            assertThat(result.exitCode()).as(result.stderr()).isZero();
            return result.stdout();
        }
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(LauncherProcess.project().resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("inatsounds-.*\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "macos" : "linux";
        return os + "-" + System.getProperty("os.arch").replace("amd64", "x64").replace("x86_64", "x64");
    }

    private static byte[] bytes(ZipFile files, String name) throws IOException {
        try (InputStream in = files.getInputStream(files.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static String text(ZipFile files, String name) throws IOException {
        return new String(bytes(files, name), StandardCharsets.UTF_8);
    }
}
