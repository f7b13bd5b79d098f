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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start-up cache: made once behind the user's back, used from then on, and never in the way. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "scripts/inatsounds needs a POSIX shell")
final class StartupCacheIT {

    private static final String STAND_IN = StandIn.class.getName();

    @TempDir
    static Path shared;

    /** Of a jar that stands in for the real one: as many trainings as there are tests here would take minutes. */
    private static Path launcher;
    /** As a first run leaves it. */
    private static Path trained;

    @TempDir
    Path temp;

    private Path cache;

    @BeforeAll
    static void train() throws IOException {
        assumeTrue(
                Files.exists(Path.of(System.getProperty("java.home"), "lib/server/classes.jsa")),
                "this JDK comes without a class-data archive");
        launcher = Trees.trainable(shared.resolve("d"));
        trained = shared.resolve("c");
        printsItsVersion(StartupCache.enable(LauncherCommand.of(launcher, "--version"), trained));
        StartupCache.awaitArchive(trained);
    }

    @BeforeEach
    void nameCache() {
        cache = temp.resolve("c c");
    }

    /** Begins where a first run left off; returns the archive. */
    private Path takeTrained(Path to) throws IOException {
        Path archive = StartupCache.awaitArchive(trained);
        Path copy = to.resolve(trained.relativize(archive));
        Files.createDirectories(copy.getParent());
        return Files.copy(archive, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void holdsTheClassesOfTheProgram() throws IOException {
        Path real = Trees.distribution(temp.resolve("d"));
        assertThat(loadedFromArchive("org.inatsounds.cli.Main", cached(real, "--version")))
                .isFalse();
        StartupCache.awaitArchive(cache);
        assertThat(loadedFromArchive("org.inatsounds.cli.Main", cached(real, "--version")))
                .isTrue();
    }

    @Test
    void isUsedFromTheSecondRunOn() throws IOException {
        Path archive = takeTrained(cache);
        FileTime made = Files.getLastModifiedTime(archive);

        assertThat(loadedFromArchive(STAND_IN, version())).isTrue();
        printsItsVersion(version());
        assertThat(StartupCache.awaitArchive(cache)).isEqualTo(archive);
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
    }

    /** A background process that held a stream open would keep `$(…)` waiting until it ends. */
    @Test
    void neverHoldsTheCallersStreams() throws IOException {
        String script = "exec 3>&1; version=$(\"$1\" --version 2>&1 3>&1); echo \"got $version\"";
        LauncherCommand command = LauncherCommand.command("sh", "-c", script, "sh", launcher.toString());
        LauncherProcess.Result result = StartupCache.enable(command, cache).run();
        assertThat(result.stdout()).startsWith("got inatsounds ");
        assertThat(StartupCache.files(cache)).noneMatch(file -> file.toString().matches(".*\\.(jsa|aot)"));
        StartupCache.awaitArchive(cache);
    }

    @Test
    void isMadeAnewForAnotherJar() throws IOException {
        Path first = takeTrained(cache);
        FileTime before = Files.getLastModifiedTime(jar());
        Files.setLastModifiedTime(jar(), FileTime.from(Instant.now().minus(Duration.ofDays(1000))));
        try {
            assertThat(loadedFromArchive(STAND_IN, version())).isFalse();
            StartupCache.awaitQuiet(cache);
            Path second = awaitOther(first);
            assertThat(loadedFromArchive(STAND_IN, version())).isTrue();
            assertThat(second).isNotEqualTo(first);
        } finally {
            Files.setLastModifiedTime(jar(), before);
        }
    }

    /** Java 17 crashes on an archive that was cut short. */
    @Test
    void isNotUsedWhenItWasCutShort() throws IOException {
        Path archive = takeTrained(cache);
        byte[] whole = Files.readAllBytes(archive);
        // We hold the lock, so that nobody repairs it behind our back.
        String slot = archive.getFileName().toString().replaceFirst("-.*", "");
        Path lock = archive.resolveSibling(slot + ".lock");
        Files.createSymbolicLink(
                lock, Path.of(Long.toString(ProcessHandle.current().pid())));
        for (int length : new int[] {0, 1000, whole.length / 2, whole.length - 1}) {
            Files.deleteIfExists(archive);
            Files.write(archive, Arrays.copyOf(whole, length));
            printsItsVersion(version());
        }
        Files.delete(lock);
        printsItsVersion(version());
        Path repaired = awaitNamedBySize();
        assertThat(Files.size(repaired)).isGreaterThan(whole.length / 2);
    }

    @Test
    void ofAnotherJavaIsLeftAlone() throws IOException {
        Path archive = takeTrained(cache);
        Files.deleteIfExists(archive);
        // The right name and size, and the wrong content: the JVM itself must refuse it, without a word.
        byte[] junk = "junk".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        String name = archive.getFileName().toString().replaceFirst("-\\d+(\\.\\w+)$", "-" + junk.length + "$1");
        Files.write(archive.resolveSibling(name), junk);
        printsItsVersion(version());
    }

    @Test
    void isMadeOnceByManyStartsAtTheSameTime() throws IOException {
        List<LauncherProcess> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(version().start());
        }
        for (LauncherProcess process : processes) {
            LauncherProcess.Result result = process.await();
            assertThat(result.stderr()).isEmpty();
            assertThat(result.stdout()).startsWith("inatsounds ");
        }
        StartupCache.awaitArchive(cache);
        printsItsVersion(version());
        StartupCache.awaitArchive(cache);
    }

    /** Between a start's look at the lock and its own training another may have begun. */
    @Test
    void isLeftToTheOneThatWasQuicker() throws Exception {
        // The background part asks a shell for its own number, right before it takes the lock: that is where we hold it
        // up.
        Path slow = temp.resolve("slow");
        Path asked = temp.resolve("asked");
        Path go = temp.resolve("go");
        Trees.script(
                slow.resolve("sh"),
                "#!/bin/sh\n: >'" + asked + "'\nwhile [ -d '" + slow + "' ] && ! [ -e '" + go
                        + "' ]; do sleep 0.02; done\nexec /bin/sh \"$@\"\n");
        printsItsVersion(version().env("PATH", slow + ":" + System.getenv("PATH")));
        await(asked);

        String slot =
                StartupCache.awaitArchive(trained).getFileName().toString().replaceFirst("-.*", "");
        Path lock = cache.resolve("inatsounds/startup/" + slot + ".lock");
        Path ours = Path.of(Long.toString(ProcessHandle.current().pid()));
        Files.createSymbolicLink(lock, ours);
        Path half = Files.writeString(lock.resolveSibling(slot + ".1.new"), "half");
        Files.createFile(go);
        // Long enough for it to get that far; it would train after the first --version has ended, which it has.
        Thread.sleep(1000);

        assertThat(StartupCache.files(cache)).containsExactlyInAnyOrder(lock, half);
        assertThat(Files.readSymbolicLink(lock)).isEqualTo(ours);
    }

    private static void await(Path file) throws InterruptedException {
        for (int i = 0; i < 3000 && !Files.exists(file); i++) {
            Thread.sleep(10);
        }
        assertThat(file).exists();
    }

    @Test
    void isNotTriedAgainAtOnceWhenItCantBeMade() throws IOException {
        // This jar has no class to train with.
        Path standIn = Trees.standIn(temp.resolve("d"));
        assertThat(cached(standIn, "exit", "0").run().exitCode()).isZero();
        List<Path> files = StartupCache.awaitQuiet(cache);
        assertThat(files).hasSize(1);
        assertThat(files.get(0).toString()).endsWith(".failed");

        assertThat(cached(standIn, "exit", "3").run().exitCode()).isEqualTo(3);
        assertThat(StartupCache.files(cache)).isEqualTo(files);

        Files.setLastModifiedTime(files.get(0), FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        assertThat(cached(standIn, "exit", "3").run().exitCode()).isEqualTo(3);
        assertThat(StartupCache.files(cache)).anyMatch(file -> file.toString().endsWith(".lock"));
        assertThat(StartupCache.awaitQuiet(cache)).hasSize(1);
    }

    @Test
    void isTakenUpAfterTheTrainingWasKilled() throws Exception {
        printsItsVersion(version());
        Path lock = awaitLock();
        long trainer = Long.parseLong(Files.readSymbolicLink(lock).toString());
        LauncherProcess.signal(trainer, "KILL");
        while (ProcessHandle.of(trainer).isPresent()) {
            Thread.sleep(10);
        }
        Files.writeString(lock.resolveSibling(lock.getFileName().toString().replace(".lock", ".1.new")), "half");

        printsItsVersion(version());
        StartupCache.awaitArchive(cache);
    }

    @Test
    void isNotMissedWhereNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        printsItsVersion(version().env("XDG_CACHE_HOME", file));
        printsItsVersion(version().unset("XDG_CACHE_HOME").env("HOME", temp.resolve("nowhere")));
        printsItsVersion(version().unset("XDG_CACHE_HOME", "HOME"));
        printsItsVersion(version().unset("XDG_CACHE_HOME").env("HOME", ""));
        printsItsVersion(version().env("XDG_CACHE_HOME", "relative").env("HOME", file));
        assertThat(temp.resolve("nowhere")).doesNotExist();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a folder that even root can't write to: /proc")
    void isNotMissedInAReadOnlyHome() throws IOException {
        printsItsVersion(version().unset("XDG_CACHE_HOME").env("HOME", "/proc/1"));
        printsItsVersion(version().env("XDG_CACHE_HOME", "/proc/1"));
    }

    @Test
    void goesToTheHomeWithoutXdg() throws IOException {
        Path home = Files.createDirectories(temp.resolve("home"));
        takeTrained(home.resolve(OS.MAC.isCurrentOs() ? "Library/Caches" : ".cache"));
        assertThat(loadedFromArchive(STAND_IN, version().unset("XDG_CACHE_HOME").env("HOME", home)))
                .isTrue();
    }

    @Test
    void canBeSwitchedOff() throws IOException {
        printsItsVersion(version().env("INATSOUNDS_STARTUP_CACHE", "off"));
        printsItsVersion(version().env("INATSOUNDS_JAVA_OPTS", "-Xshare:off"));
        assertThat(cache).doesNotExist();
    }

    private LauncherCommand version() throws IOException {
        return cached(launcher, "--version");
    }

    private LauncherCommand cached(Path command, String... arguments) throws IOException {
        return StartupCache.enable(LauncherCommand.of(command, arguments), cache);
    }

    private Path jar() {
        return launcher.resolve("../../lib/inatsounds.jar").normalize();
    }

    private static void printsItsVersion(LauncherCommand command) {
        LauncherProcess.Result result = command.run();
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).startsWith("inatsounds ").hasLineCount(1);
        assertThat(result.exitCode()).isZero();
    }

    private static boolean loadedFromArchive(String className, LauncherCommand command) {
        LauncherProcess.Result result =
                command.env("INATSOUNDS_JAVA_OPTS", "-Xlog:class+load").run();
        assertThat(result.exitCode()).isZero();
        String line = result.stdout()
                .lines()
                .filter(text -> text.contains(className + " "))
                .findFirst()
                .orElseThrow();
        return line.contains("shared objects file");
    }

    private Path awaitLock() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            for (Path file : StartupCache.files(cache)) {
                if (file.toString().endsWith(".lock")) {
                    return file;
                }
            }
            Thread.sleep(5);
        }
        throw new AssertionError("no training began");
    }

    private Path awaitOther(Path archive) {
        for (int i = 0; i < 600; i++) {
            Path now = StartupCache.awaitArchive(cache);
            if (!now.equals(archive)) {
                return now;
            }
            pause();
        }
        throw new AssertionError("still " + archive);
    }

    private Path awaitNamedBySize() throws IOException {
        for (int i = 0; i < 600; i++) {
            Path archive = StartupCache.awaitArchive(cache);
            if (named(archive)) {
                return archive;
            }
            pause();
        }
        throw new AssertionError("not repaired: " + StartupCache.files(cache));
    }

    private static boolean named(Path archive) throws IOException {
        return archive.toString().matches(".*-" + Files.size(archive) + "\\.(jsa|aot)");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw LauncherProcess.interrupted(e);
        }
    }
}
