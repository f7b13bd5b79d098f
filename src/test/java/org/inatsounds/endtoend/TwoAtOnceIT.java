package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.internal.FolderLock;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.SmallModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one folder: the second says who has it, and what the first wrote is as if it had been alone. */
final class TwoAtOnceIT {

    @TempDir
    static Path shared;

    private static MiniatureRelease release;

    @TempDir
    Path temporary;

    @BeforeAll
    static void writeRelease() {
        release = MiniatureRelease.writeTo(shared.resolve("release"));
    }

    private LauncherCommand fetch(String url, Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of("fetch", "val", "--recordings"));
        arguments.addAll(List.of("--catalog", release.catalogue().toString(), "--endpoint-url", url));
        arguments.addAll(List.of("--data", data.toString()));
        arguments.addAll(List.of(more));
        return LauncherCommand.inatsounds(arguments.toArray(String[]::new));
    }

    private static void assertRefused(LauncherProcess.Result result, Path folder, long holder, String command) {
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(6);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .containsPattern("error: another inatsounds is writing to \\Q" + folder + "\\E: process " + holder
                        + " on \\S+, inatsounds " + command + "\\. Wait until it ends, or choose another folder\\.");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs kill -9")
    void aSecondFetchSaysWhoIsThereUntilThatOneIsKilled() {
        Path data = temporary.resolve("data");
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            server.limitRate(50_000);
            try (LauncherProcess first = fetch(server.url(), data).start()) {
                server.awaitBytesServed(20_000, Duration.ofSeconds(60));
                assertRefused(fetch(server.url(), data).run(), data, first.pid(), "fetch");
                assertThat(first.isAlive()).isTrue();
                first.signal("KILL");
                first.await();
            }
            server.limitRate(0);
            LauncherProcess.Result after = fetch(server.url(), data).run();
            assertThat(after.exitCode()).as(after.stderr()).isZero();
            assertThat(data.resolve(".inatsounds/lock")).doesNotExist();
        }
    }

    /** This process holds what another inatsounds would. */
    @Test
    void spectrogramAndSubsetDoNotWriteWhereSomebodyWrites() throws IOException {
        Path data = temporary.resolve("data");
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            assertThat(fetch(server.url(), data).run().exitCode()).isZero();
        }
        Path out = Files.createDirectory(temporary.resolve("out"));
        LauncherCommand subset =
                LauncherCommand.inatsounds("subset", "--split", "val", "-o", out.toString(), "--data", data.toString());
        long me = ProcessHandle.current().pid();
        try (FolderLock lock = FolderLock.take(out, out.resolve(".inatsounds.lock"), "test")) {
            assertThat(lock).isNotNull();
            assertRefused(subset.run(), out, me, "test");
            assertRefused(spectrogram(data, out).run(), out, me, "test");
        }
        FolderLock.Job job = new FolderLock.Job(1, 2);
        try (FolderLock lock = FolderLock.take(out, out.resolve(".inatsounds.lock"), "test", job)) {
            assertThat(lock).isNotNull();
            assertRefused(spectrogram(data, out, "--shard", "1/2").run(), out, me, "test, job 1 of 2");
            LauncherProcess.Result other =
                    spectrogram(data, out, "--shard", "2/2").run();
            assertThat(other.exitCode()).as(other.stderr()).isZero();
        }
        assertThat(out.resolve("spectrogram.json")).exists();
        assertThat(out.resolve(".inatsounds.lock")).doesNotExist();
    }

    /** Of predictions, the file is held, not the folder. */
    @Test
    void predictDoesNotWriteWhatSomebodyWrites() throws IOException {
        Path model = SmallModels.mel(temporary.resolve("model.onnx"), List.of());
        Path song = LauncherProcess.project().resolve("src/test/resources/spectrogram/wav/chirp.wav");
        Path out = temporary.resolve("out.csv");
        LauncherCommand predict =
                LauncherCommand.inatsounds("predict", model.toString(), song.toString(), "-o", out.toString());
        try (FileChannel part = FileChannel.open(
                        temporary.resolve(".out.csv.predict"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = part.lock()) {
            assertThat(lock.isValid()).isTrue();
            LauncherProcess.Result refused = predict.run();
            assertThat(refused.exitCode()).as(refused.stderr()).isEqualTo(6);
            assertThat(refused.stderr())
                    .contains("error: another inatsounds is writing " + out
                            + ". Wait until it ends, or choose another file.");
        }
        LauncherProcess.Result after = predict.run();
        assertThat(after.exitCode()).as(after.stderr()).isZero();
        assertThat(out).exists();
    }

    private static LauncherCommand spectrogram(Path data, Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("spectrogram", "val", "-o", out.toString()));
        arguments.addAll(List.of("--data", data.toString()));
        arguments.addAll(List.of(more));
        return LauncherCommand.inatsounds(arguments.toArray(String[]::new));
    }
}
