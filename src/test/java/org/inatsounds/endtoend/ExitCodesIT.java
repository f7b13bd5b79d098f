package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every exit code, from a real process, with a message of one or two lines and no stack trace. 130 is in FetchIT. */
final class ExitCodesIT {

    @TempDir
    static Path shared;

    private static MiniatureRelease release;

    @TempDir
    Path temporary;

    private final FaultyServer server = FaultyServer.start().putFolder(release.folder());

    @BeforeAll
    static void writeRelease() {
        release = MiniatureRelease.writeTo(shared);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private LauncherCommand fetch(String... more) {
        return fetch(release.catalogue(), temporary.resolve("data"), more);
    }

    private LauncherCommand fetch(Path catalogue, Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "fetch",
                "val",
                "--catalog",
                catalogue.toString(),
                "--endpoint-url",
                server.url(),
                "--data",
                data.toString(),
                "--retries",
                "0"));
        arguments.addAll(List.of(more));
        return LauncherCommand.inatsounds(arguments.toArray(String[]::new));
    }

    private static void assertFails(LauncherProcess.Result result, int exitCode, String... words) {
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(exitCode);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).contains("error: ");
        String error = result.stderr().substring(result.stderr().indexOf("error: "));
        assertThat(error).contains(words).doesNotContain("\tat ", "Exception:");
        assertThat(error.lines().count()).as(error).isLessThanOrEqualTo(2);
    }

    @Test
    void success() {
        assertThat(fetch().run().exitCode()).isZero();
    }

    /** A heap in which nothing can be done stands for a defect: it is nothing that the program foresees. */
    @Test
    void one() {
        LauncherProcess.Result result;
        int runs = 0;
        do {
            // Now and then there is not even enough to say so.
            result = fetch("--recordings").env("INATSOUNDS_JAVA_OPTS", "-Xmx6m").run();
        } while (!result.stderr().contains("error: ") && ++runs < 5);
        assertFails(result, 1, "out of memory", "INATSOUNDS_JAVA_OPTS");
    }

    @Test
    void twoForWrongUsage() {
        assertFails(fetch("--connections", "none").run(), 2, "--connections", "'none'");
        assertFails(fetch("tset").run(), 2, "expected train, val, test or all, got 'tset'");
        assertFails(fetch("--release", "2023").run(), 2, "--release", "2024", "'2023'");
        assertFails(fetch("--relase").run(), 2, "--relase", "--release");
    }

    @Test
    void threeForWrongBytes() {
        server.when(Which.get(), Fault.wrongByteAt(2000));
        assertFails(fetch().run(), 3, "val.json.tar.gz");
        assertThat(temporary.resolve("data/val.json")).doesNotExist();
    }

    @Test
    void fourForABadCatalogue() throws IOException {
        Path catalogue =
                Files.writeString(temporary.resolve("catalogue.json"), "{\"schema_version\": 1,\n \"releases\": 7}");
        assertFails(fetch(catalogue, temporary.resolve("data")).run(), 4, catalogue + ":2:14: ", "releases");
    }

    @Test
    void fiveForTheNetwork() {
        server.when(Which.head(), Fault.status(503));
        assertFails(fetch().run(), 5, "503", "Run the same command again");
        server.heal();
        server.remove(MiniatureRelease.path(org.inatsounds.Split.VAL, MiniatureRelease.Kind.ANNOTATIONS));
        assertFails(fetch().run(), 5, "not found", "404");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs POSIX permissions")
    void sixForAFolderThatCanNotBeWritten() throws IOException {
        Path folder = Files.createDirectory(
                temporary.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        // Root may write anywhere; a file in the folder's place stops everybody.
        Path data = Files.isWritable(folder)
                ? Files.writeString(temporary.resolve("file"), "").resolve("data")
                : folder.resolve("data");
        assertFails(fetch(release.catalogue(), data).run(), 6, "can't write", data.toString());
    }

    @Test
    void sevenForAGateAfterTheResult() {
        Path folder = LauncherProcess.project().resolve("src/test/resources/evaluation/ties");
        LauncherProcess.Result result = LauncherCommand.inatsounds(
                        "eval",
                        folder.resolve("predictions.csv").toString(),
                        "--annotations",
                        folder.resolve("test.json").toString(),
                        "--fail-under",
                        "map=0.9",
                        "--fail-under",
                        "top1=0.1")
                .run();
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(7);
        assertThat(result.stdout()).contains("  map         0.4807", "signature map:sklearn-ap|");
        assertThat(result.stderr())
                .contains("error: gate map: not met, expected at least 0.9, got 0.48065", "gate top1: met")
                .doesNotContain("\tat ");
    }
}
