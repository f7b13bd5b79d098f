package org.inatsounds.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** First use in a source checkout. Maven is a script here that puts a ready jar in place: the launcher can't tell. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "scripts/inatsounds needs a POSIX shell")
final class CheckoutIT {

    @TempDir
    Path temp;

    private Path checkout;
    private Path launcher;
    private Path jar;
    private Path bin;
    private Path calls;

    @BeforeEach
    void prepare() throws IOException {
        temp = temp.toRealPath();
        checkout = temp.resolve("check out");
        launcher = Trees.checkout(checkout);
        jar = checkout.resolve("target/inatsounds.jar");
        bin = temp.resolve("bin");
        calls = temp.resolve("calls");
        Path ready = Trees.standInJar(temp.resolve("ready.jar"));
        mvn("sleep 0.3; cp '" + ready
                + "' target/new.jar && touch target/new.jar && mv target/new.jar target/inatsounds.jar");
    }

    @Test
    void buildsOnFirstUseAndSaysSo() throws IOException {
        LauncherProcess.Result first = show().run();
        assertThat(first.exitCode()).isZero();
        assertThat(first.stdout()).contains("argument <show>");
        assertThat(first.stderr())
                .isEqualTo(
                        "inatsounds: first use, building " + jar + " (a minute or more: Maven may have to download)\n");
        assertThat(calls)
                .content()
                .contains("-Dmaven.test.skip=true")
                .contains(" package")
                .contains("in " + checkout);
        assertThat(calls).content().contains("with " + System.getProperty("java.home"));

        LauncherProcess.Result second = show().run();
        assertThat(second.stderr()).isEmpty();
        assertThat(Files.readAllLines(calls)).hasSize(1);
        assertThat(checkout.resolve("target/.launcher-build.lock")).doesNotExist();
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws IOException {
        show().run();
        Path source = Files.writeString(checkout.resolve("src/main/Some.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofSeconds(5))));
        LauncherProcess.Result result = show().run();
        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).isEqualTo("inatsounds: the sources changed, building " + jar + "\n");
        assertThat(Files.readAllLines(calls)).hasSize(2);

        assertThat(show().env("INATSOUNDS_BUILD", "never").run().stderr()).isEmpty();
        assertThat(show().env("PATH", Trees.tools(temp.resolve("tools"))).run().stderr())
                .isEmpty();
    }

    @Test
    void showsTheEndOfAFailedBuild() throws IOException {
        mvn("for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do echo \"[ERROR] line $i\"; done; exit 1");
        LauncherProcess.Result result = show().run();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .doesNotContain("line 5\n")
                .contains("line 6\n")
                .endsWith("[ERROR] line 20\n"
                        + "inatsounds: the build failed; the last lines of " + checkout
                        + "/target/launcher-build.log are above\n"
                        + "inatsounds: To see it all: cd '" + checkout + "' && mvn -B package\n");
        assertThat(checkout.resolve("target/.launcher-build.lock")).doesNotExist();
    }

    @Test
    void saysWhatIsMissingToBuild() throws IOException {
        LauncherProcess.Result noMaven =
                show().env("PATH", Trees.tools(temp.resolve("tools"))).run();
        assertThat(noMaven.exitCode()).isEqualTo(1);
        assertThat(noMaven.stderr())
                .isEqualTo("inatsounds: " + jar + " is not built yet, and Maven (mvn) is not on PATH to build it\n"
                        + "inatsounds: Install Maven 3.8 or newer, or take the distribution archive.\n");

        LauncherProcess.Result forbidden =
                show().env("INATSOUNDS_BUILD", "never").run();
        assertThat(forbidden.exitCode()).isEqualTo(1);
        assertThat(forbidden.stderr()).contains("is not built yet").hasLineCount(2);

        Files.writeString(checkout.resolve("target"), "a file where the folder should be");
        LauncherProcess.Result readOnly = show().run();
        assertThat(readOnly.exitCode()).isEqualTo(1);
        assertThat(readOnly.stderr())
                .contains(checkout + "/target can't be written")
                .hasLineCount(2);
    }

    @Test
    void twoFirstUsesBuildOnce() throws IOException {
        try (LauncherProcess one = show().start();
                LauncherProcess two = show().start();
                LauncherProcess three = show().start()) {
            for (LauncherProcess process : new LauncherProcess[] {one, two, three}) {
                LauncherProcess.Result result = process.await();
                assertThat(result.exitCode()).as(result.stderr()).isZero();
                assertThat(result.stdout()).contains("argument <show>");
            }
        }
        assertThat(Files.readAllLines(calls)).hasSize(1);
    }

    @Test
    void aKilledBuildIsTakenUp() throws IOException {
        Files.createDirectories(checkout.resolve("target"));
        // No process has this number: it is above what the system gives out.
        Files.createSymbolicLink(checkout.resolve("target/.launcher-build.lock"), Path.of("99999999"));
        assertThat(show().run().exitCode()).isZero();
        assertThat(jar).exists();
    }

    @Test
    void anInterruptedBuildEndsAtOnce() throws IOException {
        mvn("echo $$ >'" + temp.resolve("pid") + "'; exec sleep 50");
        try (LauncherProcess process = show().start()) {
            process.awaitStderr("first use");
            long maven = awaitPid();
            process.signal("INT");
            LauncherProcess.Result result = process.await(Duration.ofSeconds(10));
            assertThat(result.exitCode()).isEqualTo(130);
            assertThat(checkout.resolve("target/.launcher-build.lock")).doesNotExist();
            assertThat(awaitEnd(maven)).isTrue();
        }
    }

    private LauncherCommand show() {
        return LauncherCommand.of(launcher, "show")
                .unset("INATSOUNDS_BUILD")
                .env("PATH", bin + ":" + System.getenv("PATH"));
    }

    private void mvn(String body) throws IOException {
        Trees.script(
                bin.resolve("mvn"), "#!/bin/sh\necho \"$@ in $PWD with $JAVA_HOME\" >>'" + calls + "'\n" + body + "\n");
    }

    private long awaitPid() throws IOException {
        Path file = temp.resolve("pid");
        for (int i = 0; i < 1000; i++) {
            if (Files.exists(file) && Files.readString(file).endsWith("\n")) {
                return Long.parseLong(Files.readString(file).strip());
            }
            pause();
        }
        throw new AssertionError("Maven was not started");
    }

    private static boolean awaitEnd(long pid) {
        for (int i = 0; i < 500; i++) {
            if (ProcessHandle.of(pid).isEmpty()) {
                return true;
            }
            pause();
        }
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw LauncherProcess.interrupted(e);
        }
    }
}
