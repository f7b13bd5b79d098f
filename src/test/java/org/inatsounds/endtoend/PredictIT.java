package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.SmallModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code inatsounds predict} as a process. */
final class PredictIT {

    private static final Path SONG = LauncherProcess.project().resolve("src/test/resources/spectrogram/wav/chirp.wav");

    @TempDir
    Path temporary;

    /** A library can't be loaded from there: that is said, with what to do. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs mount namespaces")
    void aFolderForTemporaryFilesWithoutExecutionIsNamed() throws IOException {
        assumeTrue(Namespaces.areThere(Namespaces.MOUNTS), "users may not mount anything here");
        Path model = SmallModels.mel(temporary.resolve("model.onnx"), List.of());
        Path disk = Files.createDirectory(temporary.resolve("disk"));
        String script = """
                disk=$1; shift
                mount -t tmpfs -o noexec tmpfs "$disk" || exit 99
                export TMPDIR="$disk"
                "$@"
                code=$?
                ls -A "$disk"
                exit $code
                """;
        LauncherProcess.Result result = Namespaces.run(
                Namespaces.MOUNTS,
                script,
                disk.toString(),
                LauncherProcess.project().resolve("scripts/inatsounds").toString(),
                "predict",
                model.toString(),
                SONG.toString());
        assumeTrue(result.exitCode() != 99, "this kernel mounts nothing without execution");
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(6);
        assertThat(result.stderr())
                .contains("can't be loaded from " + disk, "noexec", "Set TMPDIR to a folder where they may")
                .doesNotContain("\tat ");
        // Nothing stays there, and nothing was printed.
        assertThat(result.stdout()).isEmpty();
    }

    /** 27 GB of the real one go by; here it is the miniature. */
    @Test
    void recordingsOutOfAnArchiveLeaveNothingBehind() throws IOException {
        MiniatureRelease release = MiniatureRelease.writeTo(temporary.resolve("release"));
        Path data = temporary.resolve("data");
        release.unpackAnnotations(Split.TEST, data);
        Path scratch = Files.createDirectory(temporary.resolve("scratch"));
        Path model = SmallModels.mel(temporary.resolve("model.onnx"), release.species());
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            LauncherProcess.Result result = LauncherCommand.inatsounds(
                            "predict",
                            model.toString(),
                            "test",
                            "--from",
                            "archive",
                            "-o",
                            temporary.resolve("out.npy").toString(),
                            "--data",
                            data.toString(),
                            "--catalog",
                            release.catalogue().toString(),
                            "--endpoint-url",
                            server.url())
                    .env("TMPDIR", scratch)
                    .run();
            assertThat(result.exitCode()).as(result.stderr()).isZero();
            assertThat(server.bytesServed())
                    .isEqualTo(Files.size(release.archive(Split.TEST, MiniatureRelease.Kind.RECORDINGS)));
        }
        try (Stream<Path> files = Files.walk(temporary)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.startsWith(release.folder()))
                            .map(file -> temporary.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "data/test.json",
                            "model.onnx",
                            "model.json",
                            "labels.txt",
                            "out.npy",
                            "out.npy.json",
                            "out.rows.txt",
                            "out.columns.txt");
        }
    }
}
