package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.SmallModels;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C in the middle of work leaves finished files, and nothing else: no part, no lock. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is ended there without being told")
final class InterruptedIT {

    private static final int RECORDINGS = 80;
    private static final int TIMES = Sweep.of(6);

    @TempDir
    static Path in;

    @TempDir
    Path temporary;

    @BeforeAll
    static void copy() throws IOException {
        byte[] song = Files.readAllBytes(
                LauncherProcess.project().resolve("src/test/resources/spectrogram/wav/birdsong.wav"));
        for (int i = 0; i < RECORDINGS; i++) {
            Files.write(in.resolve("%03d.wav".formatted(i)), song);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"npy", "webdataset"})
    void nothingStays(String kind) throws IOException, InterruptedException {
        var random = new Random(11);
        for (int time = 0; time < TIMES; time++) {
            Path out = temporary.resolve("out-" + time);
            int wanted = random.nextInt(kind.equals("npy") ? RECORDINGS / 2 : 3);
            LauncherCommand command = LauncherCommand.inatsounds(
                    "spectrogram", in.toString(), "-o", out.toString(), "--to", kind, "--shard-size", "1M");
            if (kind.equals("npy")) {
                command = LauncherCommand.inatsounds("spectrogram", in.toString(), "-o", out.toString());
            }
            try (LauncherProcess process = command.start()) {
                while (process.isAlive() && names(out).size() <= wanted) {
                    Thread.sleep(1);
                }
                process.signalIfAlive("INT");
                LauncherProcess.Result result = process.await();
                assertThat(result.exitCode()).as(result.stderr()).isIn(0, 130);
            }
            assertThat(names(out)).noneMatch(name -> name.endsWith(".lock") || name.endsWith(".part"));
        }
    }

    /** What is finished is kept, and the same command resumes with the same bytes in the end. */
    @Test
    void aPredictionResumes() throws IOException, InterruptedException {
        Path model = SmallModels.mel(temporary.resolve("model.onnx"), List.of());
        Path out = Files.createDirectory(temporary.resolve("out"));
        Path part = out.resolve(".out.csv.predict");
        LauncherCommand right = predict(model, temporary.resolve("right.csv"));
        assertThat(right.run().exitCode()).isZero();
        var random = new Random(12);
        for (int time = 0; time < TIMES; time++) {
            long wanted = (Files.exists(part) ? Files.size(part) : 0) + random.nextInt(2000);
            try (LauncherProcess process =
                    predict(model, out.resolve("out.csv")).start()) {
                while (process.isAlive() && (!Files.exists(part) || Files.size(part) <= wanted)) {
                    Thread.sleep(1);
                }
                process.signalIfAlive("INT");
                LauncherProcess.Result result = process.await();
                assertThat(result.exitCode()).as(result.stderr()).isIn(0, 130);
                assertThat(result.stderr()).doesNotContain("error:", "\tat ");
            }
            assertThat(names(out)).noneMatch(name -> name.endsWith(".part"));
        }
        assertThat(predict(model, out.resolve("out.csv")).run().exitCode()).isZero();
        assertThat(out.resolve("out.csv")).hasSameBinaryContentAs(temporary.resolve("right.csv"));
        assertThat(names(out)).containsExactlyInAnyOrder("out.csv", "out.csv.json");
    }

    private static LauncherCommand predict(Path model, Path out) {
        return LauncherCommand.inatsounds("predict", model.toString(), in.toString(), "-o", out.toString());
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
